#include "cmd/segment/segment.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/segment/dateline.h"
#include "cmd/segment/docdate.h"
#include "cmd/segment/emit.h"
#include "cmd/segment/front.h"
#include "cmd/segment/kind.h"
#include "cmd/segment/language.h"
#include "cmd/segment/layout.h"
#include "cmd/segment/text.h"
#include "common/hash.h"

enum {
	WITH_MAX = 5,
	LINE_ROOM = 2048,    /* bytes of a record beside its text and what the document gives */
	HEAD_PARAGRAPHS = 24 /* a dateline stands among these */
};

enum with { WITH_URL, WITH_TITLE, WITH_AUTHOR, WITH_PLACE, WITH_SHA };
static const char *const with_names[WITH_MAX] = {"url", "title", "author", "place", "sha"};

struct segmenter {
	struct segment_options options;
	struct words *words[LANGUAGE_COUNT], *date_words;
	struct function_words *function_words;
	struct phrases phrases;
	struct outlets *outlets;
	struct rules rules[LANGUAGE_COUNT];
	struct date_words dates[LANGUAGE_COUNT];
	enum with with[WITH_MAX];
	size_t with_count;

	/* of the present document; kept over its pieces */
	bool inside; /* a piece was seen and more follow */
	enum language language;
	struct docdate date;
	struct dateline dateline;
	size_t dateline_at;   /* start of its paragraph */
	size_t dateline_from; /* where it was looked for: behind a reporter's name */
	struct buffer date_text, source, place, sha;
	struct buffer named,
		host; /* the last outlet as a text named it, and its host: the next is often the same */
	bool headline_seen, body_seen, ended, title_in_text;
	struct field with_fields[WITH_MAX];
	struct mask_map map; /* of the present paragraph, or the title */
	struct pieces pieces;
	struct emit emit;
};

/* --- opening --- */

static const struct {
	const char *file, *section;
	uint32_t bits;
} word_sections[] = {
	{"abbreviations", "before-name", WORD_TITLE},
	{"abbreviations", "before-number", WORD_NUMBER},
	{"abbreviations", "company", WORD_COMPANY | WORD_FIRM},
	{"abbreviations", "may-end", WORD_MAY_END},
	{"abbreviations", "places", WORD_COMPANY},
	{"abbreviations", "states", WORD_COMPANY | WORD_STATE},
	{"abbreviations", "inner", WORD_INNER},
	{"abbreviations", "clock", WORD_CLOCK},
	{"abbreviations", "measures", WORD_MEASURE},
	{"abbreviations", "prepositions", WORD_PREPOSITION},
	{"abbreviations", "capitals", WORD_CAPITAL},
	{"abbreviations", "before-letter", WORD_LETTER},
	{"abbreviations", "starters", WORD_STARTER},
	{"abbreviations", "speech", WORD_SPEECH},
	{"abbreviations", "behind-clock", WORD_TIMED},
	{"abbreviations", "behind-junior", WORD_NAMED},
	{"boilerplate", "small", WORD_SMALL},
	{"boilerplate", "heads", WORD_HEAD},
	{"boilerplate", "picture", WORD_CAPTION},
	{"boilerplate", "by", WORD_BY},
	{"boilerplate", "labels", WORD_LABEL},
	{"boilerplate", "camel", WORD_CAMEL},
	{"boilerplate", "stamp", WORD_STAMP},
	{"boilerplate", "stamp-alone", WORD_STAMP | WORD_AGO},
	{"boilerplate", "trades", WORD_TRADE},
	{"boilerplate", "networks", WORD_NETWORK},
	{"boilerplate", "reported", WORD_REPORTED},
	{"outlets", "host-endings", WORD_HOST},
	{"outlets", "town-first", WORD_TOWN_FIRST},
	{"outlets", "town-second", WORD_TOWN_SECOND},
};

static const struct {
	const char *section;
	enum phrase_kind kind;
} phrase_sections[] = {
	{"line", PHRASE_LINE},     {"start", PHRASE_START},
	{"inline", PHRASE_INLINE}, {"tail", PHRASE_TAIL},
	{"link", PHRASE_LINK},     {"source", PHRASE_SOURCE},
	{"byline", PHRASE_BYLINE}, {"caption", PHRASE_CAPTION},
	{"credit", PHRASE_CREDIT}, {"correction", PHRASE_CORRECTION},
	{"invite", PHRASE_INVITE},
};

static void add_words(struct words *w, const struct pack *packs, const char *language)
{
	for (size_t i = 0; i < sizeof word_sections / sizeof *word_sections; i++)
		words_add_section(w,
				  pack_section(packs, language, word_sections[i].file,
					       word_sections[i].section),
				  word_sections[i].bits);
}

static void open_languages(struct segmenter *s, const struct pack *packs)
{
	s->function_words = function_words_new();
	s->date_words = words_new();
	for (int l = 0; l < LANGUAGE_COUNT; l++) {
		s->words[l] = words_new();
		s->dates[l] = (struct date_words){
			.words = s->date_words, .rule = s->words[l], .weekday_only = true};
	}
	for (int l = 0; l < LANGUAGE_UND; l++) {
		const char *code = language_codes[l];
		add_words(s->words[l], packs, code);
		add_words(s->words[LANGUAGE_UND], packs, code);
		for (int other = 0; other < LANGUAGE_COUNT; other++)
			words_add_section(s->words[other],
					  pack_section(packs, code, "outlets", "outlets"),
					  WORD_OUTLET);
		function_words_add(s->function_words, pack_section(packs, code, "detect", "words"),
				   (enum language)l);
		function_words_add(s->function_words,
				   pack_section(packs, code, "detect", "foreign"), LANGUAGE_UND);
		date_words_add(s->date_words, packs, code);
		s->rules[l].closing_credits =
			pack_section(packs, code, "boilerplate", "reported")->count > 0;
		date_words_set(&s->dates[l], packs, code);
		for (size_t i = 0; i < sizeof phrase_sections / sizeof *phrase_sections; i++)
			phrases_add_section(&s->phrases,
					    pack_section(packs, code, "boilerplate",
							 phrase_sections[i].section),
					    phrase_sections[i].kind);
	}
}

static bool parse_with(struct segmenter *s, const char *list)
{
	for (const char *at = list; at && *at;) {
		size_t len = strcspn(at, ","), i = 0, before = 0;
		while (i < WITH_MAX && !span_is(span_of(at, len), with_names[i]))
			i++;
		if (i == WITH_MAX) {
			report("--with takes url, title, author, place and sha with commas between "
			       "them, not '%s'",
			       report_quoted(span_of(at, len)));
			return false;
		}
		while (before < s->with_count && s->with[before] != (enum with)i)
			before++;
		if (before == s->with_count) /* a label stands once in a record */
			s->with[s->with_count++] = (enum with)i;
		at += len + (at[len] == ',');
	}
	return true;
}

static bool is_language(const char *code)
{
	for (int l = 0; l < LANGUAGE_COUNT; l++)
		if (strcmp(code, language_codes[l]) == 0)
			return true;
	return false;
}

static bool options_make_sense(struct segmenter *s)
{
	if (s->options.lang && !is_language(s->options.lang)) {
		report("--lang takes one of id, en and und, not '%s'",
		       report_quoted(span_text(s->options.lang)));
		return false;
	}
	struct date d;
	const char *date = s->options.date;
	if (date &&
	    !(calendar_parse_iso(span_text(date), &d) &&
	      calendar_valid((struct date){d.year, d.month ? d.month : 1, d.day ? d.day : 1}))) {
		report("--date takes a date of the form YYYY-MM-DD, not '%s'",
		       report_quoted(span_text(date)));
		return false;
	}
	return parse_with(s, s->options.with);
}

struct segmenter *segment_open(const struct pack *packs, const struct segment_options *o)
{
	struct segmenter *s = alloc_zeroed(1, sizeof *s);
	s->options = *o;
	s->outlets = outlets_new(packs);
	open_languages(s, packs);
	for (int l = 0; l < LANGUAGE_COUNT; l++) {
		s->rules[l].words = s->words[l];
		s->rules[l].dates = &s->dates[l];
		s->rules[l].phrases = &s->phrases;
		s->rules[l].keep_quotes = o->quotes == QUOTES_KEEP;
		scan_classes(s->rules[l].classes);
	}
	if (!options_make_sense(s)) {
		segment_close(s);
		return NULL;
	}
	return s;
}

void segment_close(struct segmenter *s)
{
	for (int l = 0; l < LANGUAGE_COUNT; l++)
		words_free(s->words[l]);
	function_words_free(s->function_words);
	words_free(s->date_words);
	phrases_free(&s->phrases);
	outlets_free(s->outlets);
	buffer_free(&s->date_text);
	buffer_free(&s->source);
	buffer_free(&s->place);
	buffer_free(&s->named);
	buffer_free(&s->host);
	buffer_free(&s->sha);
	mask_map_free(&s->map);
	free(s->pieces.items);
	emit_free(&s->emit);
	free(s);
}

/* --- what is known of a document --- */

static void learn_language(struct segmenter *s, const struct document *doc)
{
	if (s->options.lang && language_from_code(span_text(s->options.lang), &s->language))
		return;
	if (language_from_code(doc->language, &s->language) && s->language != LANGUAGE_UND)
		return;
	s->language = language_detect(s->function_words, doc->text);
}

static void learn_date(struct segmenter *s, const struct document *doc)
{
	if (s->options.date) {
		s->date = (struct docdate){.from = "option"};
		calendar_parse_iso(span_text(s->options.date), &s->date.date);
		s->date.minute = docdate_minute(span_text(s->options.date));
	} else {
		docdate_find(&s->dates[s->language], &s->phrases, doc, s->dateline.date, &s->date);
	}
	s->date_text.len = 0;
	if (s->date.date.year > 0)
		calendar_add_iso(&s->date_text, s->date.date);
	if (s->date.date.day > 0 && s->date.minute >= 0)
		docdate_add_time(&s->date_text, (unsigned)s->date.minute);
}

/* The dateline of the first paragraphs that have one. */
static void learn_dateline(struct segmenter *s, struct span text)
{
	enum { PARAGRAPHS = 6, MOST = HEAD_PARAGRAPHS, PROSE_MAX = 2, PROSE_BYTES = 60 };
	const struct span none = span_of("", 0);
	struct paragraph p;
	size_t at = 0;
	int prose = 0; /* behind captions, summaries and buttons the article may begin late */
	for (int i = 0; i < PARAGRAPHS || (i < MOST && prose < PROSE_MAX); i++) {
		if (!layout_next(text, &at, &s->phrases, &p))
			break;
		size_t start = p.start;
		if (i < 2)
			start = front_reporter(&s->phrases, s->words[s->language], text, start,
					       p.end);
		if (dateline_find(s->outlets, &s->dates[s->language], text, start, p.end,
				  &s->dateline) &&
		    (i < PARAGRAPHS || prose == 0 || s->dateline.source.len > 0)) {
			s->dateline_at = p.start;
			s->dateline_from = start;
			return;
		}
		prose += p.end - p.start > PROSE_BYTES && text.ptr[p.end - 1] == '.';
	}
	s->dateline = (struct dateline){.source = none, .place = none, .date = none};
	s->dateline_at = SIZE_MAX;
}

static void add_host(struct segmenter *s, struct span named)
{
	if (!span_equal(named, buffer_span(&s->named))) {
		s->named.len = s->host.len = 0;
		buffer_add_span(&s->named, named);
		outlets_add_source(&s->host, s->outlets, named);
	}
	buffer_add_span(&s->source, buffer_span(&s->host));
}

static void learn_source(struct segmenter *s, const struct document *doc)
{
	s->source.len = s->place.len = 0;
	buffer_add_span(&s->place, s->dateline.place);
	if (s->options.source)
		buffer_add_text(&s->source, s->options.source);
	else if (doc->source.len > 0)
		buffer_add_span(&s->source, doc->source);
	else
		add_host(s, s->dateline.source.len
				    ? s->dateline.source
				    : dateline_byline_host(s->words[s->language], doc->text));
}

static void learn_with(struct segmenter *s, const struct document *doc)
{
	const struct span known[WITH_MAX] = {doc->url, doc->title, doc->author,
					     buffer_span(&s->place), buffer_span(&s->sha)};
	for (size_t i = 0; i < s->with_count; i++) {
		struct span value = known[s->with[i]];
		s->with_fields[i] = (struct field){.label = span_text(with_names[s->with[i]]),
						   .value = value.ptr ? value : span_of("", 0)};
	}
}

static void learn(struct segmenter *s, const struct document *doc)
{
	char id[HASH_ID_LEN];
	learn_language(s, doc);
	learn_dateline(s, doc->text);
	learn_date(s, doc);
	learn_source(s, doc);
	s->sha.len = 0;
	if (s->with_count > 0)
		hash_id(doc->text, span_text("sha"), 0, doc->text.len, id);
	buffer_add(&s->sha, id, s->with_count > 0 ? sizeof id : 0);
	s->headline_seen = s->body_seen = s->ended = s->title_in_text = false;
	s->emit.sent = s->emit.par = 0;
}

/* --live: a later piece may tell what the first did not. */
static void learn_more(struct segmenter *s, const struct document *doc)
{
	if (s->language == LANGUAGE_UND)
		learn_language(s, doc);
	if (s->date_text.len == 0 || s->source.len == 0)
		learn_dateline(s, doc->text);
	if (s->date_text.len == 0)
		learn_date(s, doc);
	if (s->source.len == 0)
		learn_source(s, doc);
}

/* --- records --- */

static void start_emit(struct segmenter *s, const struct document *doc, struct sink *out)
{
	struct emit *e = &s->emit;
	uint64_t max = s->options.max_record, room = LINE_ROOM + doc->id.len + s->source.len;
	learn_with(s, doc);
	for (size_t i = 0; i < s->with_count; i++)
		room += s->with_fields[i].value.len;
	e->out = out;
	e->doc = doc->id;
	e->lang = span_text(language_codes[s->language]);
	e->date = buffer_span(&s->date_text);
	e->date_from = span_text(s->date.from);
	e->source = buffer_span(&s->source);
	e->with = s->with_fields;
	e->with_count = s->with_count;
	e->body_only = s->options.body;
	e->max_bytes = max > 2 * room ? max - room : max / 2 + 1;
	emit_start(e);
}

/* A title of the metadata is the first record, unless the text begins with it. */
static void emit_title(struct segmenter *s, const struct document *doc)
{
	size_t at = 0, start = text_skip_blank(doc->title, 0, doc->title.len);
	size_t end = text_trim_end(doc->title, start, doc->title.len);
	struct paragraph first;
	if (start == end)
		return;
	s->title_in_text = layout_next(doc->text, &at, &s->phrases, &first) &&
			   text_same_line(doc->title, span_sub(doc->text, first.start, first.end));
	if (s->title_in_text)
		return;
	s->emit.par++;
	mask_map_fill(&s->map, doc->title, start, end);
	emit_piece(&s->emit, doc->title, &s->map, start, end, 0, span_text("title"), KIND_HEADLINE);
	s->headline_seen = true;
}

/* What stands in front of the dateline: a byline ('By Jane Doe LONDON -', 'Site.com/First Name SITE.COM -', 'Laporan X …'), or the
 * name of a part of the site ('Berita KotaSITE.COM -'). */
static void add_front(struct segmenter *s, struct span text, size_t start, const struct dateline *d)
{
	size_t first = s->pieces.count, len, end = d->start;
	bool names = d->names || memchr(text.ptr + start, '/', end - start) != NULL ||
		     phrases_find(&s->phrases, text, start, end, 1u << PHRASE_BYLINE, &len) !=
			     PHRASE_NONE;
	if (end > start)
		scan_paragraph(&s->rules[s->language], text, &s->map, start, end, end, &s->pieces);
	for (size_t i = first; i < s->pieces.count; i++) {
		s->pieces.items[i].kind = names ? KIND_BYLINE : KIND_BOILERPLATE;
		s->pieces.items[i].fixed = true;
	}
}

/* The dateline of the paragraph, read from `start`; found already when learn_dateline looked there too. */
static bool paragraph_dateline(const struct segmenter *s, const struct document *doc, size_t start,
			       size_t end, struct dateline *d)
{
	if (!s->inside && start == s->dateline_at && start == s->dateline_from) {
		*d = s->dateline;
		return true;
	}
	return dateline_find(s->outlets, &s->dates[s->language], doc->text, start, end, d);
}

static void emit_paragraph(struct segmenter *s, const struct document *doc, struct place *pl)
{
	struct dateline d;
	const struct rules *r = pl->rules;
	size_t start = pl->paragraph.start, protect;
	s->pieces.count = 0;
	mask_map_fill(&s->map, doc->text, start, pl->paragraph.end);
	if (s->emit.par < HEAD_PARAGRAPHS && s->map.parts) {
		start = front_byline(s->outlets, r->dates, doc->text, start, pl->paragraph.end);
		if (start > pl->paragraph.start)
			scan_paragraph(r, doc->text, &s->map, pl->paragraph.start, start, start,
				       &s->pieces);
	}
	protect = start;
	bool may_stand = s->options.live || start == s->dateline_at || start > pl->paragraph.start;
	if (s->emit.par < HEAD_PARAGRAPHS && may_stand &&
	    paragraph_dateline(s, doc, start, pl->paragraph.end, &d)) {
		add_front(s, doc->text, start, &d);
		start = d.start;
		protect = d.end;
	}
	scan_paragraph(r, doc->text, &s->map, start, pl->paragraph.end, protect, &s->pieces);
	kind_set(pl, &s->pieces, 0);
	s->emit.par++;
	for (size_t i = 0; i < s->pieces.count; i++) {
		const struct piece *p = &s->pieces.items[i];
		emit_piece(&s->emit, doc->text, &s->map, p->start, p->end, doc->offset,
			   span_of("", 0), p->kind);
	}
}

static void emit_text(struct segmenter *s, const struct document *doc)
{
	struct place pl = {.rules = &s->rules[s->language],
			   .text = doc->text,
			   .body_seen = s->body_seen,
			   .headline_seen = s->headline_seen,
			   .ended = s->ended};
	size_t at = 0;
	while (layout_next(doc->text, &at, &s->phrases, &pl.paragraph)) {
		pl.is_title = s->title_in_text;
		s->title_in_text = false;
		size_t next = text_skip_blank(doc->text, at, doc->text.len);
		pl.last = !doc->more && next == doc->text.len;
		pl.below = next;
		pl.caption_below = pl.stamp_below = false;
		if (!pl.body_seen) {
			struct span below = layout_line_below(&s->phrases, doc->text, next, false);
			pl.caption_below = kind_is_caption_line(&s->phrases, below);
			pl.stamp_below = docdate_is_stamp(pl.rules->dates, below);
		}
		emit_paragraph(s, doc, &pl);
	}
	s->body_seen = pl.body_seen;
	s->headline_seen = pl.headline_seen;
	s->ended = pl.ended;
}

enum step segment_document(const struct document *doc, struct sink *out, void *segmenter)
{
	struct segmenter *s = segmenter;
	if (doc == NULL) {
		s->emit.out = out;
		emit_last(&s->emit);
		return STEP_OK;
	}
	if (!s->inside)
		learn(s, doc);
	else if (s->options.live)
		learn_more(s, doc);
	start_emit(s, doc, out);
	if (!s->inside)
		emit_title(s, doc);
	emit_text(s, doc);
	if (!doc->more)
		emit_last(&s->emit);
	else if (s->options.live)
		emit_now(&s->emit);
	s->inside = doc->more;
	return STEP_OK;
}

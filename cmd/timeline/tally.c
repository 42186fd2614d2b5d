/* Numbers gathered from records, and what is asked of them. */
#include "cmd/timeline/tally_parts.h"

#include <stdlib.h>

#include "cmd/timeline/view_text.h"
#include "common/hash.h"

enum {
	REACH = 6, /* tokens on each side of a number that say what it counts */
	MAX_WORDS = 12,
	SHORTEST = 4,     /* letters of a word that says something */
	OTHER_STORY = 60, /* days before what is said of it */
	PLAIN = 3         /* digits that a value is known again by, or a fraction */
};

struct tally *tally_new(const struct pack *p)
{
	struct tally *t = alloc_zeroed(1, sizeof *t);
	const struct span *languages = NULL;
	struct buffer code = {0};

	clash_words_open(&t->vocabulary, p);
	t->durations = lexicon_new();
	size_t n = pack_languages(p, &languages);
	for (size_t i = 0; i < n; i++) {
		code.len = 0;
		buffer_add_span(&code, languages[i]);
		buffer_add_byte(&code, '\0');
		lexicon_add_section(t->durations, pack_section(p, code.data, "time", "units"), 1);
	}
	buffer_free(&code);
	return t;
}

void tally_free(struct tally *t)
{
	if (t == NULL)
		return;
	clash_words_close(&t->vocabulary);
	lexicon_free(t->durations);
	tokens_free(&t->tokens);
	tokens_free(&t->unit_tokens);
	buffer_free(&t->text);
	arena_free(&t->arena);
	free(t->numbers);
	free(t->words);
	free(t->names);
	free(t->points);
	free(t->things);
	hash_index_free(&t->by_place);
	free(t->point_of);
	free(t->places);
	free(t);
}

/* --- gathering --- */

struct arrival { /* a number record on its way in */
	struct known known;
	struct said said;
};

/* Whether it is a number that can be one of a tally. */
static bool read_tally(const struct record *r, struct arrival *a)
{
	const struct said *s = &a->said;

	if (!record_has(r, "num"))
		return false;
	known_find(r, &a->known);
	said_find(r, &a->said);
	struct span of = a->known.kind;
	return !span_is(s->numkind, "ordinal") && !span_is(s->numkind, "fraction") &&
	       s->rel.len == 0 && !span_is(s->approx, "vague") &&
	       (s->numrole.len == 0 || span_is(s->numrole, "count")) && !span_is(of, "link") &&
	       !span_is(of, "boilerplate") && (s->value.len || s->low.len || s->high.len);
}

/* A sentence is cut once for all its numbers. */
static void cut_text(struct tally *t, struct span text)
{
	if (t->text.len == 0 || !span_equal(text, buffer_span(&t->text))) {
		t->text.len = 0;
		buffer_add_span(&t->text, text);
		tokens_cut(&t->tokens, buffer_span(&t->text));
	}
}

static uint64_t source_key(const struct arrival *a)
{
	struct span speaker = a->known.speaker, role = a->said.role, org = a->said.org;
	uint64_t doc = hash64(a->known.doc, 2);

	if (a->known.mode.len == 0)
		return a->said.source.len ? hash64(a->said.source, 3) : doc;
	if (role.len && org.len)
		return hash_mix(hash64(role, 0), hash64(org, 0));
	if (speaker.len == 0 || span_is(a->said.speaker_kind, "anonymous"))
		return hash_mix(hash64(speaker, 0), doc);
	return hash64(speaker, 0);
}

/* "8,7", and "8,0" as well: a mark with one or two digits behind it ends the mention. */
static bool is_decimal(struct span num)
{
	size_t digits = 0;

	while (digits < num.len && num.ptr[num.len - 1 - digits] >= '0' &&
	       num.ptr[num.len - 1 - digits] <= '9')
		digits++;
	if (digits == 0 || digits > 2 || digits + 1 >= num.len)
		return false;
	char mark = num.ptr[num.len - 1 - digits];
	return mark == ',' || mark == '.';
}

/* A bare decimal is named by the word in front of it, and needs no other word: "magnitudo 8,7". */
static struct span unit_of(struct tally *t, const struct arrival *a, size_t at,
			   enum tally_naming *naming)
{
	struct span unit = a->said.unit;

	*naming = NAMED_BY_UNIT;
	if (unit.len || at == 0 || at >= t->tokens.count || !is_decimal(a->said.num) ||
	    t->tokens.items[at - 1].kind != TOKEN_WORD)
		return unit;
	struct span word = token_lower(&t->tokens, at - 1);
	unit = clash_stem(clash_affixes_of(&t->vocabulary, a->known.lang), word);
	*naming = unit.len == word.len ? NAMED_BY_WORD : NAMED_BY_STEM;
	return unit;
}

static bool is_duration(struct tally *t, struct span unit)
{
	size_t length;

	tokens_cut(&t->unit_tokens, unit);
	return t->unit_tokens.count && lexicon_find(t->durations, &t->unit_tokens, 0, &length);
}

static void add_word(struct tally *t, uint64_t key, struct span surface)
{
	t->words = alloc_grown(t->words, t->word_count, &t->word_cap, sizeof *t->words);
	t->words[t->word_count++] = (struct tally_word){key, arena_copy(&t->arena, surface)};
}

static void add_words(struct tally *t, struct tally_number *n, const struct arrival *a, size_t at)
{
	const struct clash_affixes *affixes = clash_affixes_of(&t->vocabulary, a->known.lang);
	size_t behind = t->tokens.items[at].start + a->said.num.len;
	size_t from = at > REACH ? at - REACH : 0,
	       end = at + REACH < t->tokens.count ? at + REACH + 1 : t->tokens.count;

	for (size_t i = from; i < end && t->word_count - n->first_word < MAX_WORDS; i++) {
		const struct token *k = &t->tokens.items[i];
		size_t length = 1;
		if (k->kind != TOKEN_WORD || k->end - k->start < SHORTEST || k->capital ||
		    (i >= at && k->start < behind)) /* "dua ratus ribu rupiah" is the number */
			continue;
		const struct meaning *m =
			lexicon_find(t->vocabulary.lexicon, &t->tokens, i, &length);
		if (m && (meaning_of(m, CLASH_COMMON) || meaning_of(m, CLASH_UNIT))) {
			i += length - 1;
			continue;
		}
		struct span lower = token_lower(&t->tokens, i), stem = clash_stem(affixes, lower);
		if (span_equal(lower, n->unit) || span_equal(stem, n->unit))
			continue;
		add_word(t, hash_mix(n->counted, hash64(stem, 0)), lower);
	}
	n->word_count = t->word_count - n->first_word;
}

/* The day that it is told of: that of an event of another year, else that of the record. */
static int64_t day_of(const struct arrival *a)
{
	int64_t when, when_end, event, event_end;
	bool dated = edtf_bounds(a->known.when, &when, &when_end);

	if (dated && when == TIMEX_NO_DAY)
		when = when_end;
	if (edtf_bounds(a->said.event, &event, &event_end) && event != TIMEX_NO_DAY &&
	    event_end != TIMEX_NO_DAY && (!dated || event + OTHER_STORY < when))
		return event;
	return dated ? when : TIMEX_NO_DAY;
}

uint64_t tally_counted(struct tally *t, const struct record *r)
{
	struct arrival a;

	if (!read_tally(r, &a) || a.said.unit.len == 0)
		return 0;
	return clash_unit(&t->vocabulary, &t->unit_tokens, a.said.unit).of;
}

static uint64_t start_of(struct span num_at)
{
	uint64_t start = 0, end;
	record_range(num_at, &start, &end);
	return start;
}

/* A key for unit and value, 0 for a value that anything can have: 2, 10, 500. */
static uint64_t value_key(uint64_t unit, struct span low, struct span high)
{
	size_t digits = 0, zeros = 0;

	for (size_t i = 0; i < low.len; i++) {
		digits += low.ptr[i] != '.' && low.ptr[i] != '-';
		zeros = low.ptr[i] == '0' ? zeros + 1 : 0;
	}
	bool fraction = low.len && memchr(low.ptr, '.', low.len);
	if (low.len == 0 || !(fraction || digits > PLAIN || digits - zeros >= PLAIN))
		return 0;
	return hash_mix(hash_mix(unit, hash64(low, 4)), hash64(high, 5)) | 1;
}

static struct span as_said(struct tally *t, const struct said *s)
{
	const struct text_figure f = {s->num, s->value, s->unit, s->numkind, s->approx, s->rel};
	struct buffer text = {0};

	text_add_figure(&text, &f);
	struct span kept = arena_copy(&t->arena, buffer_span(&text));
	buffer_free(&text);
	return kept;
}

static struct tally_point point_of(struct tally *t, const struct arrival *a)
{
	const struct said *s = &a->said;
	bool statement = a->known.mode.len > 0;
	struct span value = arena_copy(&t->arena, s->value);

	return (struct tally_point){
		.id = arena_copy(&t->arena, a->known.id),
		.source = arena_copy(&t->arena, statement       ? a->known.speaker
						: s->source.len ? s->source
								: a->known.doc),
		.said = as_said(t, s),
		.low = value.len ? value : arena_copy(&t->arena, s->low),
		.high = value.len ? value : arena_copy(&t->arena, s->high),
		.day = day_of(a),
		.times = 1,
		.statement = statement,
		.grows = statement && a->known.speaker.len &&
			 (span_is(s->numkind, "cardinal") || span_is(s->numkind, "range")),
	};
}

uint32_t tally_add(struct tally *t, const struct record *r)
{
	struct arrival a;

	if (t->count >= TALLY_MAX || !read_tally(r, &a) || a.known.when.len == 0)
		return 0;
	struct span num = a.said.num;
	cut_text(t, a.known.text);
	size_t at = tokens_mention(&t->tokens, num);
	enum tally_naming naming;
	struct span unit = unit_of(t, &a, at, &naming);
	if (unit.len == 0 || at == t->tokens.count || is_duration(t, unit) ||
	    clash_is_definite(&t->vocabulary, &t->unit_tokens, num))
		return 0;
	struct tally_number n = {
		.point = point_of(t, &a),
		.doc = arena_copy(&t->arena, a.known.doc),
		.unit = arena_copy(&t->arena, unit),
		.source = source_key(&a),
		.start = start_of(a.said.num_at),
		.counted = clash_unit(&t->vocabulary, &t->unit_tokens, unit).of,
		.naming = naming,
		.decimal = is_decimal(num),
		.first_word = t->word_count,
		.was = (uint32_t)t->count,
	};
	bool bare = naming != NAMED_BY_UNIT;
	n.value = value_key(bare ? 0 : n.counted, n.point.low, n.point.high);
	if (!bare)
		add_words(t, &n, &a, at);
	t->numbers = alloc_grown(t->numbers, t->count, &t->cap, sizeof *t->numbers);
	t->numbers[t->count++] = n;
	if (t->count == TALLY_MAX)
		tally_link(t); /* now: when all have come, somebody waits */
	return n.was + 1;
}

/* --- asking --- */

static uint64_t place_key(struct span id, uint64_t start)
{
	return hash64(id, start);
}

static void index_places(struct tally *t)
{
	hash_index_start(&t->by_place, t->count);
	for (size_t i = 0; i < t->count; i++)
		hash_index_put(&t->by_place, place_key(t->numbers[i].point.id, t->numbers[i].start),
			       i);
}

/* By day, source, value, document and place: nothing that the order of the input decides. */
static int number_compare(const void *a, const void *b)
{
	const struct tally_number *x = a, *y = b;
	int order;

	if (x->point.day != y->point.day)
		return x->point.day < y->point.day ? -1 : 1;
	if ((order = span_compare(x->point.source, y->point.source)) != 0)
		return order;
	if ((order = span_compare(x->point.low, y->point.low)) != 0 ||
	    (order = span_compare(x->point.high, y->point.high)) != 0 ||
	    (order = span_compare(x->doc, y->doc)) != 0)
		return order;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return span_compare(x->point.id, y->point.id);
}

struct number_place { /* what decides nearly always, so that sorting opens few numbers */
	int64_t day;
	uint64_t source; /* its first bytes, in their order */
	const struct tally_number *number;
};

static int place_compare(const void *a, const void *b)
{
	const struct number_place *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	return number_compare(x->number, y->number);
}

static uint64_t first_bytes(struct span s)
{
	uint64_t n = 0;

	for (size_t i = 0; i < sizeof n; i++)
		n = n << 8 | (i < s.len ? (unsigned char)s.ptr[i] : 0);
	return n;
}

/* Puts each where it belongs, going round every cycle of places: the numbers are not held twice. */
static void move_numbers(struct tally *t, struct number_place *places)
{
	struct tally_number *numbers = t->numbers;

	for (size_t i = 0; i < t->count; i++) {
		if (places[i].number == NULL)
			continue;
		struct tally_number first = numbers[i];
		for (size_t to = i;;) {
			size_t from = (size_t)(places[to].number - numbers);
			places[to].number = NULL;
			numbers[to] = from == i ? first : numbers[from];
			if (from == i)
				break;
			to = from;
		}
	}
}

static void sort_numbers(struct tally *t)
{
	struct number_place *places = alloc_bytes((t->count + 1) * sizeof *places);

	for (size_t i = 0; i < t->count; i++) {
		const struct tally_number *n = &t->numbers[i];
		places[i] = (struct number_place){n->point.day, first_bytes(n->point.source), n};
	}
	if (t->count)
		qsort(places, t->count, sizeof *places, place_compare);
	move_numbers(t, places);
	free(places);
}

static int thing_compare(const void *a, const void *b)
{
	const struct tally_thing *x = a, *y = b;
	if (x->times != y->times)
		return x->times > y->times ? -1 : 1;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	int order = span_compare(x->unit, y->unit);
	return order ? order : span_compare(x->word, y->word);
}

static void index_arrivals(struct tally *t)
{
	t->places = alloc_bytes((t->count + 1) * sizeof *t->places);
	for (size_t i = 0; i < t->count; i++)
		t->places[t->numbers[i].was] = (uint32_t)i;
}

void tally_link(struct tally *t)
{
	if (t->linked)
		return;
	t->linked = true;
	sort_numbers(t);
	tally_join(t);
	if (t->thing_count)
		tally_points(t);
	index_places(t);
	index_arrivals(t);
	if (t->thing_count)
		qsort(t->things, t->thing_count, sizeof *t->things, thing_compare);
	while (t->thing_count && t->things[t->thing_count - 1].count == 0)
		t->thing_count--; /* it became part of another one */
}

const struct tally_thing *tally_things(const struct tally *t, size_t *count)
{
	*count = t->thing_count;
	return t->things;
}

static const struct tally_point *before_place(const struct tally *t, uint32_t place)
{
	uint32_t p = t->point_of[place];
	return p ? t->points[p - 1].before : NULL;
}

const struct tally_point *tally_before_number(const struct tally *t, uint32_t number)
{
	return number && t->point_of ? before_place(t, t->places[number - 1]) : NULL;
}

const struct tally_point *tally_before(const struct tally *t, const struct record *r)
{
	struct span id = record_get(r, "id");
	uint64_t start = start_of(record_get(r, "num_at")), at = place_key(id, start);

	if (!t->point_of)
		return NULL;
	for (uint32_t found; (found = hash_index_next(&t->by_place, &at)) != 0;) {
		uint32_t i = found - 1;
		const struct tally_number *n = &t->numbers[i];
		if (n->start == start && span_equal(n->point.id, id))
			return before_place(t, i);
	}
	return NULL;
}

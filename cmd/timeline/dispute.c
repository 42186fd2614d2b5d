/* What is known of each statement, gathered while records go by, and who disputes whom when all have gone. */
#include "cmd/timeline/dispute.h"

#include <stdlib.h>

#include "common/hash.h"

enum {
	MAX_WORDS = 24, /* of a unit: a quotation's first ones */
	NOTE_BYTES = 90 /* of the quotation, shown beside what it disputes */
};

struct disputes *disputes_new(const struct pack *p, uint64_t within_days, uint64_t max_bytes)
{
	struct disputes *d = alloc_zeroed(1, sizeof *d);

	d->within = (int64_t)within_days;
	d->max_bytes = max_bytes;
	clash_words_open(&d->vocabulary, p);
	return d;
}

void disputes_free(struct disputes *d)
{
	if (d == NULL)
		return;
	clash_words_close(&d->vocabulary);
	tokens_free(&d->tokens);
	arena_free(&d->arena);
	free(d->units);
	free(d->words);
	free(d->figures);
	free(d->links);
	free(d->by_id);
	free(d);
}

/* --- gathering --- */

static bool is_statement(const struct record *r)
{
	return record_has(r, "mode") && record_has(r, "id");
}

/* The content words of a text, sorted, each once; appended to the one array of all words. */
static uint8_t add_words(struct disputes *d, struct span text)
{
	size_t first = d->word_count;

	tokens_cut(&d->tokens, text);
	for (size_t i = 0; i < d->tokens.count && d->word_count - first < MAX_WORDS; i++) {
		const struct token *t = &d->tokens.items[i];
		if (t->kind != TOKEN_WORD || t->end - t->start < 3 ||
		    clash_word_is_common(&d->vocabulary, &d->tokens, i))
			continue;
		size_t at = first;
		while (at < d->word_count && d->words[at] < t->hash)
			at++;
		if (at < d->word_count && d->words[at] == t->hash)
			continue;
		d->words = alloc_grown(d->words, d->word_count, &d->word_cap, sizeof *d->words);
		memmove(d->words + at + 1, d->words + at, (d->word_count - at) * sizeof *d->words);
		d->words[at] = t->hash;
		d->word_count++;
	}
	return (uint8_t)(d->word_count - first);
}

static void add_figure(struct disputes *d, struct unit *u, const struct record *r)
{
	struct span unit = record_get(r, "unit"), value = record_get(r, "value");
	struct span kind = record_get(r, "numkind");

	if (unit.len == 0 || span_is(kind, "ordinal") || span_is(kind, "fraction") ||
	    record_has(r, "rel") || span_is(record_get(r, "approx"), "vague") ||
	    (record_has(r, "numrole") && !span_is(record_get(r, "numrole"), "count")))
		return;
	struct span low = value.len ? value : record_get(r, "low"),
		    high = value.len ? value : record_get(r, "high");
	if (low.len == 0 && high.len == 0)
		return;
	struct figure f = {.unit = clash_unit(&d->vocabulary, &d->tokens, unit),
			   .of = (uint32_t)(u - d->units),
			   .has_low = low.len > 0,
			   .has_high = high.len > 0};
	f.counts = span_is(kind, "cardinal") || span_is(kind, "range");
	f.low = clash_decimal(&d->arena, low);
	f.high = clash_decimal(&d->arena, high);
	d->figures = alloc_grown(d->figures, d->figure_count, &d->figure_cap, sizeof *d->figures);
	d->figures[d->figure_count++] = f;
}

/* The head of the quotation, cut at a blank. */
static void add_note(struct disputes *d, struct unit *u, const struct record *r)
{
	struct span quote = record_get(r, "quote");

	if (quote.len > NOTE_BYTES) {
		size_t end = NOTE_BYTES;
		while (end > 0 && quote.ptr[end] != ' ')
			end--;
		u->note.cut = true;
		quote = span_sub(quote, 0, end);
	}
	u->note.words = arena_copy(&d->arena, quote);
	u->note.speaker = arena_copy(&d->arena, record_get(r, "speaker"));
	u->note.stance = arena_copy(&d->arena, record_get(r, "stance"));
}

/* Two spellings of a name with the same role in the same organisation are one source: its tally grows. */
static uint64_t office_key(const struct record *r)
{
	struct span role = record_get(r, "role"), org = record_get(r, "org");
	return role.len && org.len ? hash_mix(hash64(role, 0), hash64(org, 0)) | 1 : 0;
}

void disputes_add(struct disputes *d, const struct record *r, struct sink *out)
{
	if (!is_statement(r))
		return;
	struct span id = record_get(r, "id");
	struct unit *last = d->unit_count ? &d->units[d->unit_count - 1] : NULL;
	if (last && span_equal(last->id, id)) {
		add_figure(d, last, r);
		return;
	}
	size_t bytes = d->unit_count * (sizeof *d->units + 200) + d->word_count * sizeof *d->words +
		       d->figure_count * sizeof *d->figures;
	if (bytes > d->max_bytes) {
		out->note(
			out, r,
			"too many statements to look for disputes among all of them: give more --memory");
		return;
	}
	struct unit u = {.id = arena_copy(&d->arena, id), .doc = hash64(record_get(r, "doc"), 0)};
	uint64_t end;
	if (!edtf_bounds(record_get(r, "when"), &u.lower, &u.upper))
		u.lower = u.upper = TIMEX_NO_DAY;
	if (u.lower == TIMEX_NO_DAY)
		u.lower = u.upper;
	record_range(record_get(r, "at"), &u.start, &end);
	struct span speaker = record_get(r, "speaker");
	u.speaker = speaker.len ? hash64(speaker,
					 span_is(record_get(r, "speaker_kind"), "anonymous") ? u.doc
											     : 0)
				: 0;
	u.office = office_key(r);
	u.denies = span_is(record_get(r, "stance"), "deny") ||
		   span_is(record_get(r, "polarity"), "deny");
	u.affirms = span_is(record_get(r, "polarity"), "affirm") && !u.denies;
	u.words = d->word_count;
	u.word_count = add_words(d, record_get(r, "quote"));
	u.names = d->word_count;
	u.name_count = add_words(d, speaker);
	add_note(d, &u, r);
	d->units = alloc_grown(d->units, d->unit_count, &d->unit_cap, sizeof *d->units);
	d->units[d->unit_count++] = u;
	add_figure(d, &d->units[d->unit_count - 1], r);
}

/* --- asking --- */

static uint32_t unit_of(const struct disputes *d, struct span id)
{
	size_t i = (size_t)hash64(id, 0) & d->id_mask;

	while (d->by_id[i]) {
		if (span_equal(d->units[d->by_id[i] - 1].id, id))
			return d->by_id[i] - 1;
		i = (i + 1) & d->id_mask;
	}
	return UINT32_MAX;
}

bool disputes_of(struct disputes *d, struct span id, struct buffer *list, struct span *kind)
{
	uint32_t u = id.len && d->by_id ? unit_of(d, id) : UINT32_MAX;
	size_t low = 0, high = d->link_count;
	bool denial = false;

	if (u == UINT32_MAX)
		return false;
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (d->links[mid].from < u)
			low = mid + 1;
		else
			high = mid;
	}
	size_t first = low;
	for (; low < d->link_count && d->links[low].from == u; low++) {
		list_add(list, d->units[d->links[low].to].id);
		denial = denial || !d->links[low].figure;
	}
	*kind = span_text(denial ? "denial" : "figure");
	return low > first;
}

const struct dispute_note *disputes_note(const struct disputes *d, struct span id)
{
	uint32_t u = id.len && d->by_id ? unit_of(d, id) : UINT32_MAX;
	return u == UINT32_MAX ? NULL : &d->units[u].note;
}

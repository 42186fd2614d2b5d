#include "cmd/timeline/story.h"

#include <stdlib.h>

#include "cmd/timeline/tally.h"
#include "common/hash.h"

static const struct {
	const char *name, *label;
} stances[STANCES] = {
	{"claim", "says"},     {"confirm", "confirms"},        {"deny", "denies"},
	{"accuse", "accuses"}, {"decline", "declines to say"}, {"call", "calls for"},
	{"other", "speaks"},   {"none", "reported"},
};

const char *stance_name(enum stance s)
{
	return stances[s].name;
}

const char *stance_label(enum stance s)
{
	return stances[s].label;
}

enum stance stance_named(struct span stance)
{
	for (int s = 0; s < STANCE_OTHER; s++) {
		if (span_is(stance, stances[s].name))
			return (enum stance)s;
	}
	return STANCE_OTHER;
}

enum stance stance_of(const struct record *r)
{
	return record_has(r, "mode") ? stance_named(record_get(r, "stance")) : STANCE_NONE;
}

void story_free(struct story *s)
{
	arena_free(&s->arena);
	free(s->speakers);
	free(s->documents);
	free(s->marks);
	free(s->cards);
	free(s->shown);
	free(s->outlets);
	hash_index_free(&s->by_speaker);
	hash_index_free(&s->by_document);
	hash_index_free(&s->by_outlet);
	hash_index_free(&s->by_mark);
	hash_index_free(&s->by_card);
	hash_index_free(&s->by_id);
}

/* --- finding things again --- */

typedef uint64_t hash_function(const struct story *s, size_t i);

static uint64_t hash_speaker(const struct story *s, size_t i)
{
	return hash64(s->speakers[i].name, 0);
}

static uint64_t hash_document(const struct story *s, size_t i)
{
	return hash64(s->documents[i].name, 0);
}

static uint64_t hash_outlet(const struct story *s, size_t i)
{
	return hash64(s->outlets[i], 0);
}

static uint64_t mark_key(int64_t day, uint32_t speaker, enum stance stance)
{
	return hash_mix((uint64_t)day, (uint64_t)speaker << 8 | (uint64_t)stance);
}

static uint64_t hash_mark(const struct story *s, size_t i)
{
	return mark_key(s->marks[i].day, s->marks[i].speaker, s->marks[i].stance);
}

static uint64_t hash_card(const struct story *s, size_t i)
{
	return hash64(record_get(&s->cards[i].entry.record, "id"), 0);
}

static uint64_t hash_shown(const struct story *s, size_t i)
{
	return s->shown[i];
}

/* The item number `count - 1` has just been added. */
static void index_add(const struct story *s, struct hash_index *x, size_t count,
		      hash_function *hash)
{
	if (!hash_index_has_room(x, count)) {
		hash_index_start(x, count * 2);
		for (size_t i = 0; i + 1 < count; i++)
			hash_index_put(x, hash(s, i), i);
	}
	hash_index_put(x, hash(s, count - 1), count - 1);
}

static uint32_t speaker_of(struct story *s, struct span name)
{
	uint64_t at = hash64(name, 0);

	for (uint32_t i; (i = hash_index_next(&s->by_speaker, &at)) != 0;) {
		if (span_equal(s->speakers[i - 1].name, name))
			return i - 1;
	}
	s->speakers =
		alloc_grown(s->speakers, s->speaker_count, &s->speaker_cap, sizeof *s->speakers);
	s->speakers[s->speaker_count++] =
		(struct story_speaker){.name = arena_copy(&s->arena, name)};
	index_add(s, &s->by_speaker, s->speaker_count, hash_speaker);
	return (uint32_t)s->speaker_count - 1;
}

uint32_t story_document(struct story *s, struct span name)
{
	uint64_t at = hash64(name, 0);

	for (uint32_t i; (i = hash_index_next(&s->by_document, &at)) != 0;) {
		if (span_equal(s->documents[i - 1].name, name))
			return i - 1;
	}
	s->documents = alloc_grown(s->documents, s->document_count, &s->document_cap,
				   sizeof *s->documents);
	s->documents[s->document_count++] =
		(struct story_document){.name = arena_copy(&s->arena, name)};
	index_add(s, &s->by_document, s->document_count, hash_document);
	return (uint32_t)s->document_count - 1;
}

static void note_outlet(struct story *s, struct span name)
{
	uint64_t at = hash64(name, 0);

	if (name.len == 0)
		return;
	for (uint32_t i; (i = hash_index_next(&s->by_outlet, &at)) != 0;) {
		if (span_equal(s->outlets[i - 1], name))
			return;
	}
	s->outlets = alloc_grown(s->outlets, s->outlet_count, &s->outlet_cap, sizeof *s->outlets);
	s->outlets[s->outlet_count++] = arena_copy(&s->arena, name);
	index_add(s, &s->by_outlet, s->outlet_count, hash_outlet);
}

bool story_shows(const struct story *s, struct span id)
{
	uint64_t hash = hash64(id, 0), at = hash;

	for (uint32_t i; (i = hash_index_next(&s->by_id, &at)) != 0;) {
		if (s->shown[i - 1] == hash)
			return true;
	}
	return false;
}

const struct story_card *story_card(const struct story *s, struct span id)
{
	uint64_t at = hash64(id, 0);

	for (uint32_t i; (i = hash_index_next(&s->by_card, &at)) != 0;) {
		if (span_equal(record_get(&s->cards[i - 1].entry.record, "id"), id))
			return &s->cards[i - 1];
	}
	return NULL;
}

/* --- gathering --- */

/* The day that an entry is drawn at; TIMEX_NO_DAY when it has none. */
static int64_t card_day(const struct record *r)
{
	int64_t lower, upper;

	if (!edtf_bounds(record_get(r, "when"), &lower, &upper))
		return TIMEX_NO_DAY;
	return lower != TIMEX_NO_DAY ? lower : upper;
}

static void note_document(struct story *s, const struct record *r)
{
	struct span doc = record_get(r, "doc");
	struct date date;

	if (doc.len == 0)
		return;
	uint32_t number = story_document(s, doc); /* may move them */
	struct story_document *d = &s->documents[number];
	d->entries++;
	if (d->outlet.len == 0 && record_has(r, "source"))
		d->outlet = arena_copy(&s->arena, record_get(r, "source"));
	if (d->date.len == 0 && record_has(r, "date"))
		d->date = arena_copy(&s->arena, record_get(r, "date"));
	if (!calendar_parse_iso(record_get(r, "date"), &date) || date.day == 0)
		return;
	int64_t day = calendar_days(date);
	if (s->first == TIMEX_NO_DAY || day < s->first)
		s->first = day;
	if (s->last == TIMEX_NO_DAY || day > s->last)
		s->last = day;
}

static void note_mark(struct story *s, const struct record *r, uint32_t speaker, bool disputed)
{
	int64_t day = card_day(r);
	enum stance stance = stance_of(r);
	uint64_t at = mark_key(day, speaker, stance);

	for (uint32_t i; (i = hash_index_next(&s->by_mark, &at)) != 0;) {
		struct story_mark *m = &s->marks[i - 1];
		if (m->day == day && m->speaker == speaker && m->stance == stance) {
			m->count++;
			m->disputed = m->disputed || disputed;
			return;
		}
	}
	s->marks = alloc_grown(s->marks, s->mark_count, &s->mark_cap, sizeof *s->marks);
	s->marks[s->mark_count++] = (struct story_mark){
		.day = day,
		.speaker = speaker,
		.stance = stance,
		.disputed = disputed,
		.count = 1,
		.id = arena_copy(&s->arena, record_get(r, "id")),
	};
	index_add(s, &s->by_mark, s->mark_count, hash_mark);
}

static void note_card(struct story *s, const struct entry *e, uint32_t speaker)
{
	struct story_card c = {.entry = *e, .day = card_day(&e->record), .speaker = speaker};

	c.entry.record = record_copy(&e->record, &s->arena);
	for (size_t i = 0; i < e->figure_count; i++) {
		c.entry.figures[i].text = arena_copy(&s->arena, e->figures[i].text);
		c.entry.figures[i].value = arena_copy(&s->arena, e->figures[i].value);
	}
	c.group = (uint32_t)s->card_count;
	s->cards = alloc_grown(s->cards, s->card_count, &s->card_cap, sizeof *s->cards);
	s->cards[s->card_count++] = c;
	index_add(s, &s->by_card, s->card_count, hash_card);
}

void story_add(struct story *s, const struct entry *e, uint32_t *speaker)
{
	const struct record *r = &e->record;
	struct span outlets = record_get(r, "outlets"), item;
	bool disputed = record_has(r, "disputes");

	if (s->entries++ == 0)
		s->first = s->last = TIMEX_NO_DAY;
	s->stances[stance_of(r)]++;
	note_document(s, r);
	note_outlet(s, record_get(r, "source"));
	while (list_next(&outlets, &item))
		note_outlet(s, item);
	s->shown = alloc_grown(s->shown, s->shown_count, &s->shown_cap, sizeof *s->shown);
	s->shown[s->shown_count++] = hash64(record_get(r, "id"), 0);
	index_add(s, &s->by_id, s->shown_count, hash_shown);
	if (!record_has(r, "mode"))
		return;
	s->statements++;
	*speaker = speaker_of(s, entry_speaker(r));
	s->speakers[*speaker].entries++;
	s->speakers[*speaker].disputed += disputed;
	note_mark(s, r, *speaker, disputed);
	if (disputed)
		note_card(s, e, *speaker);
}

/* --- what hangs together --- */

static uint32_t root_of(struct story *s, uint32_t i)
{
	while (s->cards[i].group != i) {
		s->cards[i].group = s->cards[s->cards[i].group].group;
		i = s->cards[i].group;
	}
	return i;
}

size_t story_group(struct story *s)
{
	size_t groups = 0;

	for (size_t i = 0; i < s->card_count; i++) {
		struct span list = record_get(&s->cards[i].entry.record, "disputes"), item;
		while (list_next(&list, &item)) {
			struct buffer id = {0};
			list_decode(&id, item);
			const struct story_card *other = story_card(s, buffer_span(&id));
			buffer_free(&id);
			if (other == NULL)
				continue;
			uint32_t a = root_of(s, (uint32_t)i),
				 b = root_of(s, (uint32_t)(other - s->cards));
			s->cards[a > b ? a : b].group = a < b ? a : b;
		}
	}
	for (size_t i = 0; i < s->card_count; i++) {
		s->cards[i].group = root_of(s, (uint32_t)i);
		groups += s->cards[i].group == i;
	}
	return groups;
}

struct ranked {
	uint64_t weight;
	uint32_t speaker;
};

static int ranked_compare(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return (x->speaker > y->speaker) - (x->speaker < y->speaker);
}

size_t story_lanes(const struct story *s, uint32_t *speakers, size_t most)
{
	struct ranked *all = alloc_bytes((s->speaker_count + 1) * sizeof *all);
	size_t n = s->speaker_count < most ? s->speaker_count : most;

	for (size_t i = 0; i < s->speaker_count; i++)
		all[i] = (struct ranked){s->speakers[i].entries + 3 * s->speakers[i].disputed,
					 (uint32_t)i};
	if (s->speaker_count)
		qsort(all, s->speaker_count, sizeof *all, ranked_compare);
	for (size_t i = 0; i < n; i++)
		speakers[i] = all[i].speaker;
	free(all);
	return n;
}

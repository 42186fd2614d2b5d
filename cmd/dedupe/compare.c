#include "cmd/dedupe/compare.h"

#include <stdlib.h>

#include "cmd/dedupe/article.h"
#include "cmd/dedupe/cluster.h"

enum {
	MAX_LOOKALIKES =
		2, /* of the candidates such that cannot be the same, only looked at for near_of */
	NEAR_SCORE = 650 /* from here on two texts look alike */
};

/* One of two texts that are compared. */
struct side {
	const struct leader *of;
	struct unit_view view; /* read when it is asked for, but with --as article */
	bool viewed;
	struct span lang;
	struct text text;
};

struct comparer {
	const struct clusters *c;
	struct figures *figures;
	struct guard *guard;
	struct side mine, theirs;
	struct record record;
	struct text quote;
	struct buffer scratch;
};

struct comparer *comparer_new(const struct clusters *c)
{
	struct comparer *m = alloc_zeroed(1, sizeof *m);
	m->c = c;
	m->figures = figures_beside(c->figures);
	m->guard = guard_new(c->rules, m->figures);
	return m;
}

void comparer_free(struct comparer *m)
{
	if (!m)
		return;
	guard_free(m->guard);
	figures_close(m->figures);
	unit_free(&m->mine.view);
	unit_free(&m->theirs.view);
	text_free(&m->mine.text);
	text_free(&m->theirs.text);
	text_free(&m->quote);
	record_free(&m->record);
	buffer_free(&m->scratch);
	free(m);
}

/* All records of a group's best unit. */
static const struct unit_view *view_of(struct comparer *m, struct side *s)
{
	const struct clusters *c = m->c;
	if (s->viewed)
		return &s->view;
	struct unit_reader unit = store_open(c->store, s->of->bytes, s->of->origin);
	unit_start(&s->view);
	while (unit.left > 0) {
		const struct shape *shape = store_read(c->store, &unit, &m->record);
		unit_add(&s->view, c->options, c->rules, &m->record, shape);
	}
	s->viewed = true;
	return &s->view;
}

static void read_article(struct comparer *m, struct side *s)
{
	const struct unit_view *v = view_of(m, s);
	text_normalise(&s->text, buffer_span(&v->text), v->decimal, true);
}

/* The text stands in the first record, and what else tells units apart has been hashed. */
static void read_statement(struct comparer *m, struct side *s)
{
	const struct clusters *c = m->c;
	struct unit_reader unit = store_open(c->store, s->of->bytes, s->of->origin);
	const struct shape *shape = store_read(c->store, &unit, &m->record);
	s->lang = shape_get(shape, &m->record, FIELD_LANG);
	if (!s->lang.ptr)
		s->lang = span_of("", 0);
	enum decimal_mark decimal = rules_decimal(c->rules, s->lang);
	struct span text = unit_text(c->options, &m->record, shape, decimal, &m->quote);
	text_normalise(&s->text, text, decimal, true);
	rules_classify(c->rules, s->lang, &s->text);
}

static void read_side(struct comparer *m, struct side *s, const struct leader *of)
{
	s->of = of;
	s->viewed = false;
	if (m->c->options->as == AS_ARTICLE)
		read_article(m, s);
	else
		read_statement(m, s);
}

/* Whether they differ in anything but their texts. */
static bool keys_differ(const struct likeness *a, const struct likeness *b)
{
	return a->guard != b->guard || (a->when && b->when && a->when != b->when);
}

static void compare(struct comparer *m, const struct leader *leader, struct comparison *result)
{
	read_side(m, &m->theirs, leader);
	if (m->c->options->as == AS_ARTICLE)
		article_compare(&m->theirs.text, &m->mine.text, result);
	else
		guard_compare(m->guard, m->mine.lang, &m->theirs.text, &m->mine.text, result);
	bool differ = keys_differ(&leader->likeness, &m->mine.of->likeness);
	result->same = result->same && !differ;
	if (differ && result->score >= NEAR_SCORE) /* else nobody will ask in what */
		result->differs =
			unit_key_differs(&view_of(m, &m->theirs)->key, &view_of(m, &m->mine)->key) |
			(result->differs & ~(unsigned)DIFFERS_TEXT);
}

static void note_gap(struct buffer *out, const struct text *t, uint32_t from, uint32_t end)
{
	buffer_add_byte(out, '"');
	for (uint32_t i = from; i < end && i < t->count; i++) {
		if (i > from)
			buffer_add_byte(out, ' ');
		buffer_add_span(out, word_span(t, &t->words[i]));
	}
	buffer_add_byte(out, '"');
}

/* near 0.931, or: near 0.931, blocked by "" for "not". */
static struct span explain(struct comparer *m, const struct comparison *r)
{
	struct buffer *b = &m->scratch;
	b->len = 0;
	buffer_add_text(b, "near 0.");
	unsigned thousandths = r->score > 999 ? 999 : r->score;
	for (unsigned scale = 100; scale > 0; scale /= 10)
		buffer_add_byte(b, (char)('0' + thousandths / scale % 10));
	if (!r->same) {
		buffer_add_text(b, ", blocked by ");
		differs_add(b, r->differs);
		if (r->gap.a < r->gap.a_end || r->gap.b < r->gap.b_end) {
			buffer_add_text(b, ": ");
			note_gap(b, &m->mine.text, r->gap.b, r->gap.b_end);
			buffer_add_text(b, " for ");
			note_gap(b, &m->theirs.text, r->gap.a, r->gap.a_end);
		}
	}
	return arena_copy(&m->c->store->arena, buffer_span(b));
}

static void consider(struct comparer *m, const struct leader *leader, struct choice *choice)
{
	struct comparison r;
	compare(m, leader, &r);
	if (r.same && (choice->best == NO_UNIT || r.score > choice->best_score)) {
		choice->best = leader->group;
		choice->best_score = r.score;
		choice->replaces = r.extends || r.cleaner;
		if (m->c->options->explain)
			choice->best_why = explain(m, &r);
	} else if (!r.same && r.score >= NEAR_SCORE &&
		   (choice->near == NO_UNIT || r.score > choice->near_score)) {
		choice->near = leader->group;
		choice->near_score = r.score;
		choice->differs = r.differs;
		if (m->c->options->explain)
			choice->near_why = explain(m, &r);
	}
}

/* Where the guard fields or the digits differ the texts cannot be the same (but for number words: then the digits of one are
 * none), so only a few are looked at, to be shown as near. */
static bool hopeless(const struct likeness *mine, const struct likeness *leader)
{
	return mine->guard != leader->guard ||
	       (mine->numbers != leader->numbers && mine->numbers && leader->numbers);
}

void compare_sift(const struct clusters *c, const struct likeness *mine,
		  const struct candidate *found, unsigned count, struct choice *choice)
{
	unsigned lookalikes = 0;
	bool article = c->options->as == AS_ARTICLE;
	choice->count = 0;
	for (unsigned i = 0; i < count && choice->count < MAX_VERIFIED; i++) {
		const struct leader *leader = &c->leaders[found[i].place];
		if (!article && !sketch_plausible(mine->bits, leader->likeness.bits))
			continue;
		if (!article && hopeless(mine, &leader->likeness) && lookalikes++ >= MAX_LOOKALIKES)
			continue;
		choice->leaders[choice->count++] = found[i].place;
		cluster_expect(leader->bytes);
	}
}

void compare_choose(struct comparer *m, const struct leader *mine, struct choice *choice)
{
	choice->best = choice->near = NO_UNIT;
	choice->best_why = choice->near_why = (struct span){NULL, 0};
	if (choice->count == 0)
		return;
	read_side(m, &m->mine, mine);
	for (unsigned i = 0; i < choice->count; i++)
		consider(m, &m->c->leaders[choice->leaders[i]], choice);
}

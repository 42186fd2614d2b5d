/* Units that contradict each other; a wrong pair costs more trust than a missing one.
 *
 * denial: one speaker denies what another one holds: the same proposition, by the words that are rare in the run, and turned
 * round as often. A denial of "that" is taken for the statement before it in the article, one of "the claim of X" for X's.
 * figure: two speakers count the same thing, by what stands around the numbers, and their ranges do not meet.
 *
 * A word that more than MAX_BUCKET units have leads to none of them: it proves nothing, and so the time stays near linear.
 * Units are put in the order of the articles before they are compared, so the answer does not depend on the order of the
 * input. */
#include "cmd/timeline/dispute.h"

#include <stdlib.h>

#include "common/hash.h"

enum {
	MAX_BUCKET = 256, /* units that one word leads to */
	MAX_NEIGHBOURS =
		64, /* units compared for one figure, or passed on the way back to what "that" is */
	MAX_OPPONENTS =
		5, /* linked from one unit: the best ones; a story of a hundred voices stays readable */
	SAME_ARTICLE =
		6, /* as good as a few rare words: articles set claim and denial side by side */
	NEAR_SENTENCES = 3, /* how far back a bare "that" reaches */
	STORY_UNITS = 1000, /* so few statements tell one story: its names and people will do */
	FEW_WORDS = 6,      /* of a claim that one word and a name are enough for */
	LEAST_WORDS = 3     /* of a claim that it can answer */
};

static void add_link(struct disputes *d, uint32_t a, uint32_t b, bool figure)
{
	for (int turn = 0; turn < 2; turn++) {
		d->links = alloc_grown(d->links, d->link_count, &d->link_cap, sizeof *d->links);
		d->links[d->link_count++] = (struct link){turn ? b : a, turn ? a : b, figure};
	}
}

static bool near(const struct disputes *d, const struct unit *a, const struct unit *b)
{
	if (a->lower == TIMEX_NO_DAY || b->lower == TIMEX_NO_DAY)
		return a->doc == b->doc;
	int64_t far = a->lower > b->lower ? a->lower - b->lower : b->lower - a->lower;
	return far <= d->within;
}

/* Whether the denial names its opponent: "tuduhan Korea Selatan" against an agency of South Korea. */
static bool names_speaker(const struct disputes *d, const struct unit *denial,
			  const struct unit *speaker)
{
	unsigned named = 0;

	for (size_t i = 0, k = 0; i < speaker->names.count && k < denial->said.count;) {
		uint32_t x = word_stem(d->words[speaker->names.first + i]),
			 y = word_stem(d->words[denial->said.first + k]);
		const struct term *t = x == y ? term_of_word(d, speaker->names.first + i) : NULL;
		named += t && !t->specific;
		i += x <= y;
		k += y <= x;
	}
	return named > 0 && named * 2 >= speaker->names.count;
}

/* What they speak of, where both say when it was, or one of them speaks of the past only. */
static bool same_event(const struct disputes *d, const struct unit *a, const struct unit *b)
{
	int64_t from_a = a->about == TIMEX_NO_DAY ? a->lower : a->about,
		from_b = b->about == TIMEX_NO_DAY ? b->lower : b->about;
	int64_t to_a = a->about_end == TIMEX_NO_DAY ? from_a : a->about_end,
		to_b = b->about_end == TIMEX_NO_DAY ? from_b : b->about_end;

	if ((a->about == TIMEX_NO_DAY && b->about == TIMEX_NO_DAY) || from_a == TIMEX_NO_DAY ||
	    from_b == TIMEX_NO_DAY)
		return true;
	return from_a <= to_b + d->within && from_b <= to_a + d->within;
}

/* Whether all names of one are among those of the other. */
static bool share_names(const struct disputes *d, struct words a, struct words b)
{
	const uint32_t *x = d->words + a.first, *y = d->words + b.first;
	size_t i = 0, k = 0, found = 0;

	while (i < a.count && k < b.count) {
		uint32_t one = word_stem(x[i]), other = word_stem(y[k]);
		found += one == other;
		i += one <= other;
		k += other <= one;
	}
	return found > 0 && (found == a.count || found == b.count);
}

/* One speaker, also by a shorter name in the same article, or one office. */
static bool same_source(const struct disputes *d, const struct unit *a, const struct unit *b)
{
	return a->speaker == b->speaker || (a->office && a->office == b->office) ||
	       share_names(d, a->names, b->names);
}

/* The few best opponents of one unit, best first; equal ones in the order of the articles. */
struct best {
	uint32_t unit[MAX_OPPONENTS];
	unsigned score[MAX_OPPONENTS];
	size_t count;
};

static void best_add(struct best *b, uint32_t unit, unsigned score)
{
	size_t at = b->count < MAX_OPPONENTS ? b->count++ : MAX_OPPONENTS;

	if (at == MAX_OPPONENTS) {
		if (score <= b->score[MAX_OPPONENTS - 1])
			return;
		at--;
	}
	for (; at > 0 && b->score[at - 1] < score; at--) {
		b->score[at] = b->score[at - 1];
		b->unit[at] = b->unit[at - 1];
	}
	b->score[at] = score;
	b->unit[at] = unit;
}

/* The statement that a denial without words of its own answers: the last one before it in the article that somebody else
 * holds; where it names somebody ("the claim of X"), the last one of theirs. */
static void link_answered(struct disputes *d, uint32_t denial)
{
	const struct unit *u = &d->units[denial];
	uint32_t nearest = UINT32_MAX;

	for (uint32_t i = denial; i > 0 && denial - i < MAX_NEIGHBOURS; i--) {
		const struct unit *other = &d->units[i - 1];
		if (other->doc != u->doc)
			break;
		if (!other->affirms || other->open || other->said.count < LEAST_WORDS ||
		    same_source(d, other, u) || !near(d, u, other))
			continue;
		if (names_speaker(d, u, other)) {
			add_link(d, denial, i - 1, false);
			return;
		}
		uint64_t far = u->sentence - other->sentence;
		if (nearest == UINT32_MAX && far <= (u->said.count ? NEAR_SENTENCES : 1))
			nearest = i - 1;
	}
	bool bare = words_share(d, u->said, u->said).names == 0; /* it names nobody */
	if (nearest != UINT32_MAX && bare)
		add_link(d, denial, nearest, false);
}

/* The same proposition: most of what the shorter one says beside names. */
static bool answers(const struct disputes *d, const struct unit *denial, const struct unit *claim,
		    unsigned *score)
{
	struct shared s = words_share(d, denial->said, claim->said);
	unsigned own = denial->said.specific, its = claim->said.specific;
	unsigned fewer = own < its ? own : its;
	bool together = denial->doc == claim->doc;

	*score = s.score + (together ? SAME_ARTICLE : 0);
	if (s.specific == 0 || denial->negative != claim->negative)
		return false;
	if (together && names_speaker(d, denial, claim))
		*score += SAME_ARTICLE;
	if (s.specific * 2 + (together && s.names > 1) < fewer ||
	    (denial->negative && s.specific < fewer))
		return false; /* "not" may belong to another word: all the others must fit then */
	if (together && s.specific == 2 && s.names == 0 && fewer > 3)
		return false; /* "the tax deal" is spoken of by both */
	if (together)
		return s.specific > 1 || (s.names > 0 && its <= FEW_WORDS);
	return (s.specific + s.names > 3 && s.specific > 1 && s.names > 0) ||
	       (s.specific > 2 && s.specific == fewer) || (s.specific > 1 && s.specific == own);
}

/* What can be said of it from afar: too far away in time, nothing held, or not turned round as often. */
static bool is_rival(const struct disputes *d, const struct rival *denial, const struct rival *r)
{
	if (r->day == RIVAL_NEVER || r->negative != denial->negative)
		return false;
	if (denial->day == RIVAL_UNDATED || r->day == RIVAL_UNDATED)
		return true;
	int64_t far = (int64_t)denial->day - r->day;
	return (far < 0 ? -far : far) <= d->within;
}

static int32_t rival_day(const struct unit *u)
{
	return u->lower == TIMEX_NO_DAY ? RIVAL_UNDATED : (int32_t)u->lower;
}

static void make_rivals(struct disputes *d)
{
	d->rivals = alloc_zeroed(d->unit_count + 1, sizeof *d->rivals);
	for (size_t i = 0; i < d->unit_count; i++) {
		const struct unit *u = &d->units[i];
		d->rivals[i].day = u->affirms && !u->open ? rival_day(u) : RIVAL_NEVER;
		d->rivals[i].negative = u->negative;
	}
}

/* Those who share the word and were not met before, in the order of the articles; at most MAX_BUCKET. They lie all over the memory:
 * it is asked for them before they are looked at. */
static size_t find_rivals(struct disputes *d, const struct rival *denial, const struct term *t,
			  uint32_t *found)
{
	enum { AHEAD = 8 };
	const struct posting *p = d->postings + t->first;
	size_t n = 0;

	for (size_t i = 0; i < t->count; i++) {
		if (i + AHEAD < t->count)
			__builtin_prefetch(&d->rivals[p[i + AHEAD].unit]);
		struct rival *r = &d->rivals[p[i].unit];
		if (r->seen == d->stamp || !is_rival(d, denial, r))
			continue;
		r->seen = d->stamp;
		__builtin_prefetch(&d->units[p[i].unit]);
		__builtin_prefetch(&d->units[p[i].unit].said);
		found[n++] = p[i].unit;
	}
	return n;
}

static void link_denial(struct disputes *d, uint32_t denial)
{
	const struct unit *u = &d->units[denial];
	const struct rival own = {.day = rival_day(u), .negative = u->negative};
	struct best best = {.count = 0};
	uint32_t rivals[MAX_BUCKET];

	if (u->said.specific == 0) {
		link_answered(d, denial);
		return;
	}
	d->stamp++;
	for (size_t k = 0; k < u->said.count; k++) {
		const struct term *t = term_of_word(d, u->said.first + k);
		if (!t->specific || t->count > MAX_BUCKET)
			continue;
		size_t n = find_rivals(d, &own, t, rivals);
		for (size_t i = 0; i < n; i++) {
			const struct unit *o = &d->units[rivals[i]];
			unsigned score;
			if (near(d, u, o) && same_event(d, u, o) && answers(d, u, o, &score) &&
			    !same_source(d, o, u)) /* last: it mostly is another one */
				best_add(&best, rivals[i], score);
		}
	}
	for (size_t i = 0; i < best.count; i++)
		add_link(d, denial, best.unit[i], false);
}

static int figure_compare(const void *a, const void *b)
{
	const struct figure *x = a, *y = b;
	if (x->unit.of != y->unit.of)
		return x->unit.of < y->unit.of ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->of > y->of) - (x->of < y->of);
}

/* 394.2 billion is what is left of 394,264,389,865: the digits of one begin the other's, two of them at least. */
static bool is_rounded(struct decimal a, struct decimal b)
{
	size_t fewer = a.digits.len < b.digits.len ? a.digits.len : b.digits.len;

	return fewer > 1 && a.negative == b.negative &&
	       (int64_t)a.digits.len + a.power == (int64_t)b.digits.len + b.power &&
	       memcmp(a.digits.ptr, b.digits.ptr, fewer) == 0;
}

static bool ranges_meet(const struct figure *a, const struct figure *b)
{
	bool below = a->has_high && b->has_low && decimal_compare(a->high, b->low) < 0;
	bool above = a->has_low && b->has_high && decimal_compare(b->high, a->low) < 0;
	return (!below && !above) || (below && is_rounded(a->high, b->low)) ||
	       (above && is_rounded(b->high, a->low));
}

/* Whether what stands around two numbers of one unit is the same: an act or two things, and who it is about. Percentages,
 * money and measures are of anything: more of it. */
static bool same_count(const struct disputes *d, const struct figure *a, const struct figure *b,
		       unsigned *score)
{
	bool together = d->units[a->of].doc == d->units[b->of].doc;
	struct shared s = words_share(d, a->beside, b->beside);
	unsigned own = a->beside.specific, its = b->beside.specific;
	unsigned fewer = own < its ? own : its;

	*score = s.score + (together ? SAME_ARTICLE : 0);
	if (!a->counts || !b->counts)
		return s.specific > 2 && s.specific * 3 >= fewer * 2 && s.names > !together;
	if (s.names > 2 && s.specific + s.common > 0 && a->unit.known &&
	    d->unit_count <= STORY_UNITS)
		return true;
	return s.specific > 1 && s.specific * 3 >= fewer * 2 &&
	       (together || s.names > 0 || s.specific == fewer);
}

/* Whether the second one's statement has the first one's number as well: they agree, and the other numbers are of something
 * else. Figures are sorted: those of one unit in one statement stand together. */
static bool repeats_figure(const struct disputes *d, const struct figure *a, const struct figure *b)
{
	const struct figure *end = d->figures + d->figure_count;

	while (b > d->figures && b[-1].of == b->of && b[-1].unit.of == b->unit.of)
		b--;
	for (uint32_t of = b->of; b < end && b->of == of && b->unit.of == a->unit.of; b++) {
		if (ranges_meet(a, b))
			return true;
	}
	return false;
}

/* What passes over most pairs goes first. */
static bool figures_clash(const struct disputes *d, const struct figure *a, const struct figure *b,
			  unsigned *score)
{
	const struct unit *ua = &d->units[a->of], *ub = &d->units[b->of];

	return ua->affirms && ub->affirms && !ua->open && !ub->open && ua->named && ub->named &&
	       (a->unit.sort == b->unit.sort || !a->unit.sort || !b->unit.sort) &&
	       near(d, ua, ub) && same_event(d, ua, ub) && same_count(d, a, b, score) &&
	       !same_source(d, ua, ub) && !repeats_figure(d, a, b) && !repeats_figure(d, b, a);
}

static void link_figures(struct disputes *d)
{
	for (size_t i = 0; i < d->figure_count; i++)
		d->figures[i].day = d->units[d->figures[i].of].lower;
	if (d->figure_count)
		qsort(d->figures, d->figure_count, sizeof *d->figures, figure_compare);
	for (size_t i = 0; i < d->figure_count; i++) {
		const struct figure *a = &d->figures[i];
		struct best best = {.count = 0};
		for (size_t k = i + 1; k < d->figure_count && k - i < MAX_NEIGHBOURS &&
				       d->figures[k].unit.of == a->unit.of;
		     k++) {
			unsigned score;
			if (figures_clash(d, a, &d->figures[k], &score))
				best_add(&best, d->figures[k].of, score);
		}
		for (size_t n = 0; n < best.count; n++)
			add_link(d, a->of, best.unit[n], true);
	}
}

static int link_compare(const void *a, const void *b)
{
	const struct link *x = a, *y = b;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	return (int)x->figure - (int)y->figure;
}

/* A statement that came twice, in two places of the input, is asked for by its id: the first one answers. */
static void index_ids(struct disputes *d)
{
	size_t mask = 15;
	uint32_t *first = alloc_bytes((d->unit_count + 1) * sizeof *first);

	while (mask + 1 < 2 * d->unit_count)
		mask = mask * 2 + 1;
	d->by_id = alloc_zeroed(mask + 1, sizeof *d->by_id);
	d->id_mask = mask;
	for (size_t u = 0; u < d->unit_count; u++) {
		size_t i = (size_t)hash64(d->units[u].id, 0) & mask;
		while (d->by_id[i] && !span_equal(d->units[d->by_id[i] - 1].id, d->units[u].id))
			i = (i + 1) & mask;
		if (d->by_id[i] == 0)
			d->by_id[i] = (uint32_t)u + 1;
		first[u] = d->by_id[i] - 1;
	}
	for (size_t u = 0; u < d->unit_count; u++)
		d->places[u] = first[d->places[u]];
	free(first);
}

static int unit_compare(const void *a, const void *b)
{
	const struct unit *x = a, *y = b;
	if (x->doc != y->doc)
		return x->doc < y->doc ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return span_compare(x->id, y->id);
}

static void order_units(struct disputes *d)
{
	uint32_t *now = alloc_bytes((d->unit_count + 1) * sizeof *now);

	for (size_t u = 0; u < d->unit_count; u++)
		d->units[u].was = (uint32_t)u;
	if (d->unit_count)
		qsort(d->units, d->unit_count, sizeof *d->units, unit_compare);
	for (size_t u = 0; u < d->unit_count; u++)
		now[d->units[u].was] = (uint32_t)u;
	for (size_t i = 0; i < d->figure_count; i++)
		d->figures[i].of = now[d->figures[i].of];
	d->places = now;
}

void disputes_link(struct disputes *d)
{
	order_units(d);
	terms_build(d);
	for (size_t u = 0; u < d->unit_count; u++)
		words_weigh(d, &d->units[u].said);
	for (size_t i = 0; i < d->figure_count; i++)
		words_weigh(d, &d->figures[i].beside);
	make_rivals(d);
	for (size_t u = 0; u < d->unit_count; u++) {
		if (d->units[u].denies)
			link_denial(d, (uint32_t)u);
	}
	link_figures(d);
	if (d->link_count)
		qsort(d->links, d->link_count, sizeof *d->links, link_compare);
	size_t kept = 0;
	for (size_t i = 0; i < d->link_count; i++) {
		bool again = kept && d->links[kept - 1].from == d->links[i].from &&
			     d->links[kept - 1].to == d->links[i].to;
		if (!again)
			d->links[kept++] = d->links[i];
	}
	d->link_count = kept;
	index_ids(d);
	free(d->postings);
	free(d->rivals);
	d->postings = NULL;
	d->rivals = NULL;
}

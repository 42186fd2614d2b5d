/* Units that contradict each other.
 *
 * denial: one speaker denies what another one holds: content words shared, in the same stretch of time. A denial of "that" is
 * taken for the statement before it in the article.
 * figure: two speakers count the same thing (unit and shared content words) and their ranges do not meet.
 *
 * A word that more than MAX_BUCKET units have is left out: it proves nothing, and so the time stays near linear. Units are put
 * in the order of the articles before they are compared, so the answer does not depend on the order of the input. */
#include "cmd/timeline/dispute.h"

#include <stdlib.h>

#include "common/hash.h"

enum {
	MAX_BUCKET = 256,    /* units that one word leads to */
	MAX_NEIGHBOURS = 64, /* units compared for one figure */
	MAX_OPPONENTS =
		4, /* linked from one unit: the best ones; a story of a hundred voices stays readable */
	SAME_ARTICLE =
		6, /* as good as a few rare words: articles set claim and denial side by side */
	SHARED_HALF = 2, /* money, percentages and measures are of anything: half of the words */
	SHARED_PART = 3  /* a third of the shorter one's words are in the other */
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

static int posting_compare(const void *a, const void *b)
{
	const struct posting *x = a, *y = b;
	if (x->word != y->word)
		return x->word < y->word ? -1 : 1;
	return (x->unit > y->unit) - (x->unit < y->unit);
}

/* Words of all units, sorted; equal words stand together. */
static void build_postings(struct disputes *d)
{
	d->postings = alloc_bytes((d->word_count + 1) * sizeof *d->postings);
	size_t n = 0;
	for (size_t u = 0; u < d->unit_count; u++) {
		for (size_t k = 0; k < d->units[u].word_count; k++)
			d->postings[n++] =
				(struct posting){d->words[d->units[u].words + k], (uint32_t)u};
	}
	qsort(d->postings, n, sizeof *d->postings, posting_compare);
	d->posting_count = n;
}

/* Where the postings of a word begin, and how many there are. */
static size_t find_postings(const struct disputes *d, uint32_t word, size_t *count)
{
	size_t low = 0, high = d->posting_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (d->postings[mid].word < word)
			low = mid + 1;
		else
			high = mid;
	}
	size_t end = low;
	while (end < d->posting_count && d->postings[end].word == word && end - low <= MAX_BUCKET)
		end++;
	*count = end - low;
	return low;
}

/* How rare a word is that `count` of all units have, in whole bits, so that no machine rounds it otherwise
 * (inverse document frequency, Spärck Jones 1972). */
static unsigned rarity(const struct disputes *d, size_t count)
{
	unsigned bits = 0;

	while ((count << (bits + 1)) <= d->unit_count && bits < 20)
		bits++;
	return bits;
}

/* Words of both units; their lists are sorted. *score: the rare ones count more. */
static unsigned shared_words(const struct disputes *d, const struct unit *a, const struct unit *b,
			     unsigned *score)
{
	unsigned shared = 0;
	size_t i = 0, k = 0, count;

	*score = 0;
	while (i < a->word_count && k < b->word_count) {
		uint32_t x = d->words[a->words + i], y = d->words[b->words + k];
		if (x == y) {
			find_postings(d, x, &count);
			*score += 1 + rarity(d, count);
			shared++;
		}
		i += x <= y;
		k += y <= x;
	}
	return shared;
}

/* Whether the denial names its opponent: "tuduhan Korea Selatan" against an agency of South Korea. */
static bool names_speaker(const struct disputes *d, const struct unit *denial,
			  const struct unit *speaker)
{
	unsigned named = 0;

	for (size_t i = 0; i < speaker->name_count; i++) {
		for (size_t k = 0; k < denial->word_count; k++)
			named += d->words[denial->words + k] == d->words[speaker->names + i];
	}
	return named > 0 && named * 2 >= speaker->name_count;
}

static unsigned fewer_words(const struct unit *a, const struct unit *b)
{
	return a->word_count < b->word_count ? a->word_count : b->word_count;
}

static bool same_source(const struct unit *a, const struct unit *b)
{
	return a->speaker == b->speaker || (a->office && a->office == b->office);
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

/* The statement a bare "that" answers: the last one before it in the article that somebody else holds. */
static void link_pronoun(struct disputes *d, uint32_t denial)
{
	const struct unit *u = &d->units[denial];

	for (uint32_t i = denial; i > 0 && denial - i < MAX_NEIGHBOURS; i--) {
		const struct unit *other = &d->units[i - 1];
		if (other->doc != u->doc)
			return;
		if (other->affirms && !same_source(other, u) && near(d, u, other)) {
			add_link(d, denial, i - 1, false);
			return;
		}
	}
}

static void link_denial(struct disputes *d, uint32_t denial)
{
	const struct unit *u = &d->units[denial];
	struct best best = {.count = 0};

	if (u->word_count < 2) {
		link_pronoun(d, denial);
		return;
	}
	d->stamp++;
	for (size_t k = 0; k < u->word_count; k++) {
		size_t count, first = find_postings(d, d->words[u->words + k], &count);
		for (size_t i = first; count <= MAX_BUCKET && i < first + count; i++) {
			uint32_t other = d->postings[i].unit;
			const struct unit *o = &d->units[other];
			if (d->seen[other] == d->stamp || !o->affirms || same_source(o, u) ||
			    !near(d, u, o))
				continue;
			d->seen[other] = d->stamp;
			unsigned score, shared = shared_words(d, u, o, &score);
			unsigned fewer =
				u->word_count < o->word_count ? u->word_count : o->word_count;
			bool named = names_speaker(d, u, o);
			if ((shared >= 2 && shared * SHARED_PART >= fewer) ||
			    (named && o->doc == u->doc))
				best_add(&best, other,
					 score + (o->doc == u->doc ? SAME_ARTICLE : 0) +
						 (named ? SAME_ARTICLE : 0));
		}
	}
	for (size_t i = 0; i < best.count; i++)
		add_link(d, denial, best.unit[i], false);
}

static int figure_compare(const void *a, const void *b)
{
	const struct figure *x = a, *y = b;
	if (x->unit != y->unit)
		return x->unit < y->unit ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->of > y->of) - (x->of < y->of);
}

static bool ranges_meet(const struct figure *a, const struct figure *b)
{
	bool below = a->has_high && b->has_low && decimal_compare(a->high, b->low) < 0;
	bool above = a->has_low && b->has_high && decimal_compare(b->high, a->low) < 0;
	return !below && !above;
}

static void link_figures(struct disputes *d)
{
	for (size_t i = 0; i < d->figure_count; i++)
		d->figures[i].day = d->units[d->figures[i].of].lower;
	if (d->figure_count)
		qsort(d->figures, d->figure_count, sizeof *d->figures, figure_compare);
	for (size_t i = 0; i < d->figure_count; i++) {
		const struct figure *a = &d->figures[i];
		const struct unit *ua = &d->units[a->of];
		struct best best = {.count = 0};
		for (size_t k = i + 1;
		     k < d->figure_count && k - i < MAX_NEIGHBOURS && d->figures[k].unit == a->unit;
		     k++) {
			const struct figure *b = &d->figures[k];
			const struct unit *ub = &d->units[b->of];
			unsigned score;
			if (same_source(ua, ub) || ua->speaker == 0 || ub->speaker == 0 ||
			    !ua->affirms || !ub->affirms || !near(d, ua, ub) || ranges_meet(a, b))
				continue;
			unsigned shared = shared_words(d, ua, ub, &score);
			unsigned part = a->counts && b->counts ? SHARED_PART : SHARED_HALF;
			if (shared >= 2 && shared * part >= fewer_words(ua, ub))
				best_add(&best, b->of,
					 score + (ua->doc == ub->doc ? SAME_ARTICLE : 0));
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

static void index_ids(struct disputes *d)
{
	size_t mask = 15;

	while (mask + 1 < 2 * d->unit_count)
		mask = mask * 2 + 1;
	d->by_id = alloc_zeroed(mask + 1, sizeof *d->by_id);
	d->id_mask = mask;
	for (size_t u = 0; u < d->unit_count; u++) {
		size_t i = (size_t)hash64(d->units[u].id, 0) & mask;
		while (d->by_id[i])
			i = (i + 1) & mask;
		d->by_id[i] = (uint32_t)u + 1;
	}
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
	free(now);
}

void disputes_link(struct disputes *d)
{
	order_units(d);
	build_postings(d);
	d->seen = alloc_zeroed(d->unit_count + 1, sizeof *d->seen);
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
	free(d->seen);
	d->postings = NULL;
	d->seen = NULL;
}

#include "cmd/dedupe/place.h"

#include <stdlib.h>

#include "cmd/dedupe/crew.h"
#include "common/pages.h"

enum {
	BATCH = 8192, /* groups that several threads look at before the first of them is placed */
	PART = 64, /* of them, taken by a thread at once: the texts of all are on their way when the first is compared */
	AHEAD = 8, /* groups whose memory is on its way when one is looked at */
	FEW = 10000 /* a thread is not worth starting for so few */
};

/* What was found out about a group before those in front of it were placed. */
struct guess {
	struct choice choice;
	unsigned seen; /* leaders of its keys at that time; there are never fewer later */
};

/* Groups are placed one after another, in order of rank. What takes the time is to look at the leaders that are there, and among
 * thousands of groups hardly one has anything to do with another one: so for a batch of them all looks are taken at once, by several
 * threads, and when they are placed those looks that are no longer true are taken again. The result is the same as without. */
struct placing {
	struct clusters *c;
	struct links links;
	uint64_t *
		bits; /* of those places, side by side: most leaders are told by them to be unlike */
	size_t count;
	size_t known;      /* the first ones: an earlier run has told them apart */
	size_t start, end; /* the batch */
	struct guess *guesses;
	struct comparer
		*comparers[CREW_MAX]; /* by thread; the first one's is also the one that places */
	uint32_t batch;               /* its number, from 1 */
	bool replaced;                /* leaders have got another text in it */
};

static uint32_t row_of(const struct placing *p, size_t rank)
{
	return p->c->leaders[rank].row; /* a group's rank is its place */
}

/* --- looking --- */

static void expect(const void *at)
{
#if defined(__GNUC__)
	__builtin_prefetch(at);
#else
	(void)at;
#endif
}

/* In order of rank nothing stands in order of memory: each of these steps needs what the one before has asked for. */
static void look_ahead(const struct placing *p, size_t rank)
{
	enum { STEP = 4 };
	const struct links *l = &p->links;
	if (rank + 3 * STEP < p->count)
		expect(&l->first[row_of(p, rank + 3 * STEP)]);
	if (rank + 2 * STEP < p->count) {
		uint32_t row = row_of(p, rank + 2 * STEP);
		for (uint32_t i = l->first[row]; i < l->first[row + 1]; i++)
			expect(&l->links[l->keys[i]]);
	}
	if (rank + STEP < p->count) {
		uint32_t row = row_of(p, rank + STEP);
		for (uint32_t i = l->first[row]; i < l->first[row + 1]; i++)
			expect(&l->leaders[l->links[l->keys[i]].start]);
	}
}

/* The leaders worth comparing with the group of this rank, into the guess. */
static void look(const struct placing *p, size_t rank, struct guess *guess)
{
	struct candidate found[CANDIDATES_MAX];
	uint32_t places[CANDIDATES_MAX], row = row_of(p, rank);
	const struct links *l = &p->links;
	const struct likeness *mine = &p->c->leaders[rank].likeness;
	bool article = p->c->options->as == AS_ARTICLE;
	unsigned total = 0;
	guess->seen = 0;
	for (uint32_t i = l->first[row]; i < l->first[row + 1]; i++) {
		const struct link *k = &l->links[l->keys[i]];
		guess->seen += k->count;
		for (unsigned n = 0; n < k->count; n++) {
			uint32_t place = l->leaders[k->start + n];
			places[total] = place;
			total += article || sketch_plausible(mine->bits, p->bits[place]);
		}
	}
	compare_sift(p->c, mine, found, candidates_sort(places, total, found), &guess->choice);
}

static void guess_part(const struct placing *p, struct comparer *m, size_t from, size_t end)
{
	struct clusters *c = p->c;
	for (size_t rank = from; rank < end; rank++) {
		struct guess *guess = &p->guesses[rank - p->start];
		look_ahead(p, rank);
		guess->choice.count = 0;
		if (rank >= p->known)
			look(p, rank, guess);
		if (guess->choice.count)
			cluster_expect(c->leaders[rank].bytes);
	}
	for (size_t rank = from; rank < end; rank++)
		compare_choose(m, &c->leaders[rank], &p->guesses[rank - p->start].choice);
}

static void guess_batch(void *placing, struct crew *crew, unsigned worker)
{
	const struct placing *p = placing;
	size_t from;
	while ((from = p->start + crew_take(crew, PART)) < p->end)
		guess_part(p, p->comparers[worker], from,
			   from + PART < p->end ? from + PART : p->end);
}

/* --- placing --- */

static bool is_true_still(const struct placing *p, const struct choice *then,
			  const struct choice *now)
{
	if (then->count != now->count)
		return false;
	for (unsigned i = 0; i < now->count; i++)
		if (then->leaders[i] != now->leaders[i] ||
		    p->c->leaders[now->leaders[i]].replaced == p->batch)
			return false;
	return true;
}

static void check_guess(const struct placing *p, size_t rank, struct guess *guess)
{
	const struct links *l = &p->links;
	uint32_t row = row_of(p, rank);
	unsigned seen = 0;
	for (uint32_t i = l->first[row]; i < l->first[row + 1]; i++)
		seen += l->links[l->keys[i]].count;
	if (seen == guess->seen && !p->replaced)
		return;
	struct guess now;
	look(p, rank, &now);
	if (is_true_still(p, &guess->choice, &now.choice))
		return;
	compare_choose(p->comparers[0], &p->c->leaders[rank], &now.choice);
	*guess = now;
}

static void put_links(struct placing *p, size_t rank, uint32_t leader)
{
	uint32_t row = row_of(p, rank);
	for (uint32_t i = p->links.first[row]; i < p->links.first[row + 1]; i++)
		link_put(&p->links, p->links.keys[i], p->c->kin[leader].place);
}

static void place_group(struct placing *p, size_t rank, const struct choice *choice)
{
	struct clusters *c = p->c;
	uint32_t group = c->leaders[rank].group;
	c->kin[group].place = (uint32_t)rank;
	uint32_t put = cluster_settle(c, group, choice);
	if (put == NO_UNIT)
		return;
	put_links(p, rank, put);
	if (put != group) {
		uint32_t place = c->kin[put].place;
		c->leaders[place].replaced = p->batch;
		p->bits[place] = c->leaders[place].likeness.bits;
		p->replaced = true;
	}
}

static void place_batch(struct placing *p)
{
	static const struct choice none = {.best = NO_UNIT, .near = NO_UNIT};
	for (size_t rank = p->start; rank < p->end; rank++) {
		struct guess *guess = &p->guesses[rank - p->start];
		if (rank + AHEAD < p->count)
			expect(&p->c->kin[p->c->leaders[rank + AHEAD].group]);
		if (rank >= p->known)
			check_guess(p, rank, guess);
		place_group(p, rank, rank < p->known ? &none : &guess->choice);
	}
}

static void place_all(struct placing *p, unsigned threads)
{
	size_t batch = threads > 1 ? BATCH : PART;
	p->guesses = alloc_resized(NULL, batch, sizeof *p->guesses);
	for (unsigned i = 0; i < threads; i++)
		p->comparers[i] = comparer_new(p->c);
	for (p->start = 0; p->start < p->count; p->start = p->end) {
		p->end = p->start + batch < p->count ? p->start + batch : p->count;
		p->batch++;
		p->replaced = false;
		crew_run(threads, guess_batch, p);
		place_batch(p);
	}
	for (unsigned i = 0; i < threads; i++)
		comparer_free(p->comparers[i]);
	free(p->guesses);
}

/* The groups that may be near another one, in their order, and what each is like. */
static void rank_groups(struct placing *p)
{
	struct clusters *c = p->c;
	uint32_t *groups = alloc_resized(NULL, c->group_count + 1, sizeof *groups);
	for (uint32_t g = 0; g < c->group_count; g++)
		if (c->kin[g].row != NO_UNIT && links_any(&p->links, c->kin[g].row))
			groups[p->count++] = g;
	clusters_rank(c, groups, p->count);
	c->leaders = pages_grown(c->leaders, 0, (p->count + 1) * sizeof *c->leaders);
	p->bits = pages_grown(NULL, 0, (p->count + 1) * sizeof *p->bits);
	for (size_t i = 0; i < p->count; i++) {
		if (i + AHEAD < p->count)
			expect(&c->kin[groups[i + AHEAD]]);
		c->leaders[i] = cluster_leader(c, groups[i]);
		p->bits[i] = c->leaders[i].likeness.bits;
	}
	while (p->known < p->count && c->groups[groups[p->known]].known)
		p->known++;
	free(groups);
}

/* More than one where there is enough to do. Not with --explain, which writes down why; nor where records are in a file, which
 * is mapped anew now and then. */
static unsigned threads_for(const struct clusters *c)
{
	unsigned threads = c->options->threads ? (unsigned)c->options->threads : crew_processors();
	if (c->options->explain || c->store->shelf.file ||
	    (c->group_count < FEW && !c->options->threads))
		return 1;
	return threads < CREW_MAX ? threads : CREW_MAX;
}

/* The other groups lead as they are. */
void place_groups(struct clusters *c)
{
	struct placing p = {.c = c};
	unsigned threads = threads_for(c);
	p.links = bands_link(&c->bands, threads);
	bands_free(&c->bands);
	rank_groups(&p);
	if (p.count > 0)
		place_all(&p, threads);
	links_free(&p.links);
	free(p.bits);
}

#include "cmd/dedupe/moved.h"

enum { MAX_NAMED = 12 };

struct attribution {
	uint64_t speaker[MAX_NAMED], verb;
	unsigned words, verbs, bytes;
	bool over;
};

/* Every word counts but fillers: "did not say" or "said in jest" is another attribution. */
static void attribution_read(struct attribution *out, const struct text *t, uint32_t from,
			     uint32_t end)
{
	*out = (struct attribution){.over = end - from > MAX_NAMED};
	for (uint32_t i = from; i < end && !out->over; i++) {
		const struct word *w = &t->words[i];
		out->bytes += w->len;
		if (w->classes & CLASS_REPORT) {
			out->verb = w->hash;
			out->verbs++;
		} else if (!(w->classes & CLASS_FILLER)) {
			out->speaker[out->words++] = w->hash;
		}
	}
}

static bool attribution_equal(const struct attribution *x, const struct attribution *y)
{
	return !x->over && !y->over && x->verbs == 1 && y->verbs == 1 && x->verb == y->verb &&
	       x->words > 0 && x->words == y->words &&
	       memcmp(x->speaker, y->speaker, x->words * sizeof *x->speaker) == 0;
}

bool attribution_moved(struct sides *s, const struct diff *d)
{
	struct attribution front, behind;
	if (d->count < 2)
		return false;
	const struct gap *first = &d->gaps[0], *last = &d->gaps[d->count - 1];
	bool front_a = first->b == first->b_end && last->a == last->a_end,
	     front_b = first->a == first->a_end && last->b == last->b_end;
	if (first->a != s->fa.first || first->b != s->fb.first || last->a_end != s->fa.end ||
	    last->b_end != s->fb.end || !(front_a || front_b))
		return false;
	if (front_a) {
		attribution_read(&front, s->a, first->a, first->a_end);
		attribution_read(&behind, s->b, last->b, last->b_end);
	} else {
		attribution_read(&front, s->b, first->b, first->b_end);
		attribution_read(&behind, s->a, last->a, last->a_end);
	}
	if (!attribution_equal(&front, &behind))
		return false;
	s->repaired += (front.bytes + behind.bytes) / 2;
	return true;
}

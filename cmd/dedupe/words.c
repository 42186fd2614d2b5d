#include "cmd/dedupe/sides.h"
#include "cmd/dedupe/spelling.h"

unsigned word_class_differs(const struct word *w)
{
	if (w->flags & WORD_NUMBER || w->classes & CLASS_VALUE)
		return DIFFERS_VALUE;
	if (w->classes & CLASS_DATE)
		return DIFFERS_DATE;
	if (w->classes & (CLASS_POLARITY | CLASS_NEGATION))
		return DIFFERS_POLARITY;
	if (w->classes & CLASS_HEDGE)
		return DIFFERS_HEDGE;
	if (w->classes & CLASS_REPORT)
		return DIFFERS_SPEAKER;
	return DIFFERS_TEXT;
}

/* A known word that begins a sentence has its capital from there. */
static bool starts_sentence(const struct word *w)
{
	return w->raw == 0 || w->before & (GAP_STOP | GAP_QUOTE | GAP_OPEN | GAP_DASH);
}

bool word_named(const struct word *w, bool loud)
{
	bool capital =
		w->flags & WORD_CAPITAL && !loud && !(w->classes & KNOWN && starts_sentence(w));
	return capital || w->classes & (CLASS_PLACE | CLASS_OUTLET);
}

unsigned word_sign_differs(const struct text *t, const struct word *w)
{
	return t->norm.data[w->start] == '?' ? DIFFERS_HEDGE : DIFFERS_VALUE;
}

/* How many letters of the longer word may be wrong. A name bears less than a word. One odd word may be another word; in a
 * text full of slips it is a slip, and more is let through (`garbled`: scanned or badly typed copies). */
static unsigned slips_in_name(size_t len, bool garbled)
{
	if (garbled)
		return len < 5 ? 0 : len < 9 ? 1 : 2;
	return len < 7 ? 0 : len < 12 ? 1 : 2;
}

static unsigned slips_in_word(size_t len, bool known, bool garbled)
{
	if (len < 4)
		return known;
	if (garbled)
		return len < 6 ? 1 : len < 9 ? 2 : (unsigned)(len * 3 / 10);
	return len < 8 ? 1 : len < 12 ? 2 : (unsigned)(len / 4);
}

/* A protected word misspelt is still that word ("membamtah"), if what stands there is no other word. */
static unsigned slips_in_protected(size_t len, const struct word *w, bool garbled)
{
	if (w->classes & CLASS_NEGATION)
		return garbled && len > 4;
	if (w->classes & CLASS_VALUE && len < 5)
		return 0;
	if (garbled)
		return len < 4 ? 0 : len < 6 ? 1 : len < 9 ? 2 : (unsigned)(len * 3 / 10);
	return len < 9 ? 1 : 2;
}

static bool is_name(const struct sides *s, const struct word *wa, const struct word *wb)
{
	if ((wa->classes | wb->classes) & KNOWN && starts_sentence(wa) && starts_sentence(wb))
		return false;
	bool name_a = word_named(wa, s->loud_a), name_b = word_named(wb, s->loud_b);
	/* where one side shouts, the other one tells */
	/* and where both do, nobody tells: a word that no pack knows may be one */
	if (s->loud_a && s->loud_b)
		return !((wa->classes | wb->classes) & KNOWN) &&
		       wa->flags & wb->flags & WORD_CAPITAL;
	return (name_a && (name_b || s->loud_b)) || (name_b && s->loud_a);
}

/* Whether two spellings cannot both be words: only one of them is known, or has a digit inside. */
static bool is_slip(const struct word *wa, const struct word *wb, bool known_a, bool known_b)
{
	return known_a != known_b || (wa->flags ^ wb->flags) & WORD_MIXED;
}

/* How a pair of words is judged: what differs if they are two, and how far apart one word may be spelt. */
struct measure {
	unsigned verdict, slips;
	bool two; /* they are two words whatever the distance */
};

static struct measure measure_of(const struct sides *s, const struct word *wa,
				 const struct word *wb, bool name)
{
	struct span a = word_span(s->a, wa), b = word_span(s->b, wb);
	const struct word *guarded = wa->classes & CLASS_PROTECTED ? wa : wb;
	size_t len = a.len > b.len ? a.len : b.len;
	bool known = (wa->classes | wb->classes) & KNOWN;
	/* one is a name of the packs, the other is nothing */
	bool listed = !wa->classes != !wb->classes && (s->garbled || (len > 7 && a.len == b.len));
	struct measure m = {.verdict = word_named(wa, s->loud_a) || word_named(wb, s->loud_b)
					       ? DIFFERS_NAME
					       : DIFFERS_TEXT};
	if (guarded->classes & CLASS_PROTECTED) {
		m.verdict = word_class_differs(guarded);
		m.slips = slips_in_protected(len, guarded, s->garbled);
	} else if (name) {
		m.two = !listed && spelling_other_name(a, b, s->garbled);
		m.slips = slips_in_name(len, s->garbled);
	} else {
		m.two = !s->garbled && spelling_other_start(a, b);
		m.slips = slips_in_word(len, known, s->garbled);
	}
	return m;
}

/* Two spellings of which one is no word, and so near that it must be the other: a sign of a badly copied text, also where
 * the word is too dear to be taken for it at once. */
static void note_slip(struct sides *s, const struct word *wa, const struct word *wb)
{
	bool known_a = wa->classes & KNOWN, known_b = wb->classes & KNOWN;
	unsigned len = wa->len > wb->len ? wa->len : wb->len, limit = 1 + len / 5;
	if (is_slip(wa, wb, known_a, known_b) && len > 2 &&
	    edit_distance(word_span(s->a, wa), word_span(s->b, wb), limit) <= limit)
		s->slips++;
}

/* Which of two spellings of a word is the wrong one, where the packs or a digit inside tell. */
static void note_odd(struct sides *s, const struct word *wa, const struct word *wb)
{
	bool known_a = wa->classes & KNOWN, known_b = wb->classes & KNOWN;
	s->odd_a += (known_b && !known_a) || wa->flags & ~wb->flags & WORD_MIXED;
	s->odd_b += (known_a && !known_b) || wb->flags & ~wa->flags & WORD_MIXED;
}

/* Whether one word, no number and no sign, is a misspelling of the other; else what differs. */
static unsigned spelling_differs(struct sides *s, const struct word *wa, const struct word *wb)
{
	struct span a = word_span(s->a, wa), b = word_span(s->b, wb);
	bool known_a = wa->classes & KNOWN, known_b = wb->classes & KNOWN,
	     name = is_name(s, wa, wb);
	unsigned len = wa->len > wb->len ? wa->len : wb->len;
	struct measure m = measure_of(s, wa, wb, name);
	bool mixed = (wa->flags ^ wb->flags) & WORD_MIXED,
	     may_miss = (wa->classes | wb->classes) & CLASS_FILLER &&
			!((wa->classes | wb->classes) & CLASS_PROTECTED);

	if (known_a && known_b)
		return m.verdict;
	if ((s->garbled || mixed || may_miss) && spelling_misread(a, b, name)) {
		s->repaired += len - 1;
		s->slips++;
		note_odd(s, wa, wb);
		return 0;
	}
	if (name && !((wa->classes | wb->classes) & CLASS_PROTECTED) && spelling_equal(a, b)) {
		s->repaired += len;
		return 0;
	}
	unsigned far = m.two ? m.slips + 1 : edit_distance(a, b, m.slips);
	if (far > m.slips) {
		note_slip(s, wa, wb);
		return m.verdict;
	}
	if (rules_affix_differs(s->rules, s->lang, a, b, s->garbled))
		return DIFFERS_POLARITY;
	s->repaired += len - far;
	s->slips += is_slip(wa, wb, known_a, known_b) || (m.verdict == DIFFERS_TEXT && len > 4);
	note_odd(s, wa, wb);
	return 0;
}

unsigned word_differs(struct sides *s, const struct word *wa, const struct word *wb)
{
	if (wa->hash == wb->hash)
		return 0;
	if (wa->flags & WORD_SIGN)
		return word_sign_differs(s->a, wa);
	if (wb->flags & WORD_SIGN)
		return word_sign_differs(s->b, wb);
	if ((wa->flags | wb->flags) & WORD_NUMBER)
		return DIFFERS_VALUE;
	return spelling_differs(s, wa, wb);
}

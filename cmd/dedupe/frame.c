#include "cmd/dedupe/frame.h"

#include "cmd/dedupe/rules.h"

enum {
	MAX_HEAD = 14, /* words: "KARANGSARI, Nusantara, May 16, 2025 (Wire Service) -" has nine */
	MAX_PARENTHESIS = 14,
	MAX_TAIL = 30,
	MAX_PIECES = 4,
	MIN_CORE = 3,
	MAX_INITIALS = 4
};

/* What stands behind word i - 1: i may be the number of words. */
static uint16_t marks_at(const struct text *t, uint32_t i)
{
	return i < t->count ? t->words[i].before : t->after;
}

/* "com" in "Kompas.com": an ending of host names glued on by a full stop. */
static bool host_ending(const struct word *w)
{
	return w->classes & CLASS_HOST && w->before == GAP_STOP;
}

static bool names_outlet(const struct text *t, uint32_t first, uint32_t end)
{
	bool found = false;
	for (uint32_t i = first; i < end; i++) {
		bool host =
			host_ending(&t->words[i]) || (i + 1 < end && host_ending(&t->words[i + 1]));
		if (!host && !(t->words[i].classes & CLASS_OUTLET))
			return false;
		found = true;
	}
	return found;
}

/* (CNN), [Antara]: end of a parenthesis that opens the text and holds nothing but an outlet. */
static uint32_t head_parenthesis(const struct text *t, uint32_t i)
{
	if (!(t->words[i].before & GAP_OPEN))
		return i;
	for (uint32_t k = i + 1; k < t->count && k - i <= MAX_PARENTHESIS; k++)
		if (t->words[k].before & GAP_CLOSE)
			return names_outlet(t, i, k) ? k : i;
	return i;
}

static uint32_t head_label(const struct text *t, uint32_t i)
{
	if (!(t->words[i].classes & CLASS_HEAD))
		return i;
	uint32_t k = i + 1;
	while (k < t->count && t->words[k].classes & CLASS_INSIDE)
		k++;
	return marks_at(t, k) & (GAP_COLON | GAP_DASH | GAP_BAR | GAP_CLOSE) ? k : i;
}

/* Datelines begin with a place, an outlet or a word in capitals. */
static bool begins_dateline(const struct text *t, uint32_t i)
{
	const struct word *w = &t->words[i];
	return w->classes & (CLASS_PLACE | CLASS_OUTLET) || w->flags & WORD_UPPER ||
	       (i + 1 < t->count && host_ending(&t->words[i + 1]));
}

/* Moscow - Kyiv agree on …: two names, no dateline, unless capitals say so. */
static bool pairs_places(const struct text *t, uint32_t i, uint32_t dash)
{
	while (i < dash && t->words[i].classes & CLASS_PLACE && !(t->words[i].flags & WORD_UPPER))
		i++;
	return i == dash && t->words[dash].classes & CLASS_PLACE;
}

/* PLACE, Outlet - : capitals, numbers and dates up to a dash, with a known place or outlet among them. A known word that
 * is neither is a role or a label: "Presiden Prancis - " is a speaker. */
static uint32_t head_dateline(const struct text *t, uint32_t i)
{
	const uint32_t known = CLASS_PROTECTED | CLASS_COMMON | CLASS_FUNCTION;
	bool evidence = false;
	if (!begins_dateline(t, i))
		return i;
	for (uint32_t k = i; k < t->count && k - i <= MAX_HEAD; k++) {
		const struct word *w = &t->words[k];
		if (k > i && w->before & GAP_DASH)
			return evidence && !pairs_places(t, i, k) ? k : i;
		if (w->flags & WORD_SIGN || (k > i && w->before & GAP_COLON))
			return i;
		if (w->classes & (CLASS_PLACE | CLASS_OUTLET) || host_ending(w))
			evidence = true;
		else if (w->classes & known && !(w->classes & CLASS_DATE))
			return i;
		else if (!(w->flags & (WORD_CAPITAL | WORD_NUMBER)) && !(w->classes & CLASS_DATE))
			return i;
	}
	return i;
}

/* Host.com, Place Text: some outlets write no dash. */
static uint32_t head_host(const struct text *t, uint32_t i)
{
	uint32_t k = i;
	while (k < t->count && k - i < 4 && !host_ending(&t->words[k]))
		k++;
	if (k >= t->count || !names_outlet(t, k > i ? k - 1 : i, k + 1) ||
	    !(marks_at(t, k + 1) & GAP_COMMA))
		return i;
	uint32_t place = k + 1;
	while (place < t->count && t->words[place].classes & CLASS_PLACE &&
	       (place == k + 1 || !(t->words[place].before & ~GAP_BLANK)))
		place++;
	return place > k + 1 && place < t->count ? place : i;
}

static void head_find(struct frame *f, const struct text *t)
{
	static uint32_t (*const pieces[])(const struct text *, uint32_t) = {
		head_parenthesis, head_label, head_host, head_dateline};
	for (unsigned n = 0; n < MAX_PIECES && f->first < t->count; n++) {
		uint32_t end = f->first;
		for (size_t i = 0; i < sizeof pieces / sizeof *pieces && end == f->first; i++)
			end = pieces[i](t, f->first);
		if (end == f->first || end + MIN_CORE > t->count)
			return;
		for (uint32_t i = f->first; i < end; i++) {
			const struct word *w = &t->words[i];
			if (w->classes & CLASS_PLACE)
				f->place += w->hash;
			else if (w->flags & WORD_NUMBER || w->classes & CLASS_DATE)
				f->date += w->hash;
		}
		f->first = end;
	}
}

/* (abc/def): the marks of the people at the desk. */
static bool desk_initials(const struct text *t, uint32_t first, uint32_t end)
{
	if (end - first < 2 || end - first > MAX_INITIALS)
		return false;
	for (uint32_t i = first; i < end; i++)
		if (t->words[i].len > 4 || t->words[i].flags & WORD_NUMBER ||
		    (i > first && !(t->words[i].before & GAP_SLASH)))
			return false;
	return true;
}

/* Words in [from, end) that could belong to the claim: protected ones outside the boilerplate phrases. */
static bool says_something(const struct text *t, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end; i++)
		if (t->words[i].classes & (CLASS_NEGATION | CLASS_HEDGE | CLASS_CONTRAST) &&
		    !(t->words[i].classes & (CLASS_TAIL | CLASS_INSIDE)))
			return true;
	return false;
}

static uint32_t tail_parenthesis(const struct text *t, uint32_t first, uint32_t end)
{
	if (!(marks_at(t, end) & GAP_CLOSE))
		return end;
	for (uint32_t k = end; k-- > first && end - k <= MAX_PARENTHESIS;)
		if (t->words[k].before & GAP_OPEN) {
			bool opened =
				t->words[k].classes & CLASS_TAIL && !says_something(t, k, end);
			return opened || names_outlet(t, k, end) || desk_initials(t, k, end) ? k
											     : end;
		}
	return end;
}

static uint32_t tail_outlet(const struct text *t, uint32_t first, uint32_t end)
{
	for (uint32_t k = end; k-- > first && end - k <= 5;)
		if (t->words[k].before & (GAP_DASH | GAP_BAR))
			return names_outlet(t, k, end) ? k : end;
	return end;
}

/* "Editor: …" and "Advertisement" at the very end; "Editor koran itu mundur" is a sentence. */
static bool opens_tail(const struct text *t, uint32_t k, uint32_t end)
{
	if (!(t->words[k].classes & CLASS_TAIL) || says_something(t, k, end))
		return false;
	bool alone = k + 1 == end || !(t->words[k + 1].classes & CLASS_INSIDE);
	return !alone || k + 1 == end || t->words[k + 1].before & GAP_COLON;
}

static uint32_t tail_phrase(const struct text *t, uint32_t first, uint32_t end)
{
	uint32_t from = end - first > MAX_TAIL ? end - MAX_TAIL : first;
	for (uint32_t k = from; k < end; k++)
		if (t->words[k].before & (GAP_STOP | GAP_QUOTE | GAP_OPEN | GAP_CLOSE | GAP_BAR |
					  GAP_ELLIPSIS) &&
		    opens_tail(t, k, end))
			return k;
	return end;
}

static void tail_find(struct frame *f, const struct text *t)
{
	static uint32_t (*const pieces[])(const struct text *, uint32_t,
					  uint32_t) = {tail_parenthesis, tail_outlet, tail_phrase};
	for (unsigned n = 0; n < MAX_PIECES; n++) {
		uint32_t end = f->end;
		for (size_t i = 0; i < sizeof pieces / sizeof *pieces && end == f->end; i++)
			end = pieces[i](t, f->first, f->end);
		if (end == f->end || end < f->first + MIN_CORE)
			return;
		f->end = end;
	}
}

void frame_find(struct frame *f, const struct text *t)
{
	*f = (struct frame){.end = (uint32_t)t->count};
	head_find(f, t);
	tail_find(f, t);
	if (f->end == f->first)
		return;
	uint16_t after = marks_at(t, f->end);
	const struct word *last = &t->words[f->end - 1];
	bool dangles = !(after & (GAP_STOP | GAP_QUOTE | GAP_CLOSE)) &&
		       (after & GAP_COMMA || last->classes & (CLASS_FUNCTION | CLASS_FILLER));
	f->cut = after & GAP_ELLIPSIS || dangles;
}

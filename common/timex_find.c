/* The walk over a text: at each place the longest expression of any kind, then on behind it. */
#include "common/timex_parts.h"

enum { MOST_JOIN = 4 }; /* tokens of a word that joins two points: "s.d." */
enum {
	FUTURE_BEHIND = 4
}; /* tokens from a date to the "will" behind it, a reporting verb not among them */
enum { BESIDE = 5 }; /* tokens between a day and the bracket that tells it by another clock */
enum { FUTURE_REACH = 16 }; /* tokens from "akan" or "will" to the date it speaks of: a clause */

#define BIT(kind) ((uint64_t)1 << (kind))

/* What an expression can begin with. */
static const uint64_t starts =
	BIT(KIND_TRAP) | BIT(KIND_MONTH) | BIT(KIND_WEEKDAY) | BIT(KIND_UNIT) | BIT(KIND_ONE_UNIT) |
	BIT(KIND_NUMBER) | BIT(KIND_VAGUE) | BIT(KIND_HALF) | BIT(KIND_ORDINAL) |
	BIT(KIND_ORDINAL_MARK) | BIT(KIND_BEFORE) | BIT(KIND_DEIXIS) | BIT(KIND_PART) |
	BIT(KIND_SEASON) | BIT(KIND_REF) | BIT(KIND_SET) | BIT(KIND_EACH) | BIT(KIND_MOD) |
	BIT(KIND_APPROX) | BIT(KIND_HEAD) | BIT(KIND_HOLIDAY) | BIT(KIND_PERIOD) |
	BIT(KIND_CLOCK_PART) | BIT(KIND_WITHIN) | BIT(KIND_DECADE_WORD);

static void see_earlier(const struct scan *s, size_t i, struct timex_context *ctx)
{
	size_t length;

	if (ctx && !ctx->earlier && lexicon_find(s->lang->earlier, s->t, i, &length)) {
		ctx->earlier = true;
		ctx->earlier_at = s->t->items[i].start;
	}
}

/* The marks that a year without its century begins with: '98 */
static inline bool is_apostrophe(const struct token *t)
{
	const unsigned marks =
		1u << MARK_APOSTROPHE | 1u << MARK_SINGLE_OPEN | 1u << MARK_SINGLE_CLOSE;
	return marks >> t->mark & 1;
}

/* Bit k: token i + k is a number, an apostrophe, or one that a phrase begins with. No branch hangs on what a token is: one that does
 * is guessed wrongly at every fourth. */
static uint64_t worth_a_look(const struct scan *s, size_t i, size_t end)
{
	static const uint8_t nothing[1 << BEGINS_BITS];
	const uint8_t *table = s->lang ? s->lang->begins : nothing;
	uint64_t bits = 0;

	for (size_t k = end; k-- > i;) {
		const struct token *t = &s->t->items[k];
		bool begins = table[timex_begins_slot(t->hash)] != 0;
		bits = bits << 1 | (begins | (t->kind == TOKEN_DIGITS) | is_apostrophe(t));
	}
	return bits;
}

/* Looks such a token up; false when no expression can begin at it. */
static inline bool look_up(const struct scan *s, size_t i, struct hit *hit,
			   struct timex_context *ctx)
{
	const struct token *t = &s->t->items[i];
	size_t length = 0;

	if (t->kind == TOKEN_DIGITS || s->lang == NULL)
		return true;
	uint8_t begins = s->lang->begins[timex_begins_slot(t->hash)];
	if (begins & BEGINS_TIME) {
		hit->meaning = lexicon_find(s->lang->lexicon, s->t, i, &length);
		hit->length = (uint32_t)length;
		hit->kinds = hit->meaning ? hit->meaning->kinds : 0;
	}
	if (begins & BEGINS_EARLIER)
		see_earlier(s, i, ctx);
	return hit->kinds != 0 || is_apostrophe(t);
}

/* Looks every word up once. Returns how many tokens are in `places`, in order: those that an expression can begin at; 0 when none
 * can be a part of one. */
static size_t look_up_all(const struct scan *s, struct hit *hits, uint32_t *places,
			  struct timex_context *ctx)
{
	size_t n = 0;
	bool any = false;

	if (s->count)
		memset(hits, 0, s->count * sizeof *hits);
	for (size_t from = 0; from < s->count; from += 64) {
		size_t end = s->count - from > 64 ? from + 64 : s->count;
		for (uint64_t bits = worth_a_look(s, from, end); bits; bits &= bits - 1) {
			size_t i = from + (unsigned)__builtin_ctzll(bits);
			if (!look_up(s, i, &hits[i], ctx))
				continue;
			places[n++] = (uint32_t)i;
			any = any || (hits[i].kinds & starts) ||
			      s->t->items[i].kind == TOKEN_DIGITS;
		}
	}
	return any ? n : 0;
}

/* Number words are everywhere; only with a word of time behind them they begin an expression. */
static bool counts_on(const struct scan *s, size_t i)
{
	size_t next = i + s->hits[i].length;

	if (next >= s->count)
		return false;
	return s->hits[next].kinds != 0 || s->t->items[next].kind != TOKEN_WORD;
}

static bool is_plain_word(const struct scan *s, size_t i)
{
	return i < s->count && s->t->items[i].kind == TOKEN_WORD && s->hits[i].kinds == 0;
}

/* Whether a number in front of a word that means nothing here is certain to be no time: "7 rumah", "1.250 rumah", "3,5 liter". Half of
 * all digits in news are that, and reading them in every way was a tenth of the time. Years stand before any word, and so does the
 * end of "1990-94". */
static bool only_counts(const struct scan *s, size_t i)
{
	const struct token *t = &s->t->items[i];
	size_t length = t->end - t->start;

	if (length > 3 || (i > 0 && mark_is(s, i - 1, MARK_HYPHEN)))
		return false;
	if (is_plain_word(s, i + 1))
		return true;
	return (mark_is(s, i + 1, MARK_PERIOD) || mark_is(s, i + 1, MARK_COMMA)) &&
	       s->hits[i + 1].kinds == 0 && glued(s, i + 1) && glued(s, i + 2) &&
	       s->t->items[i + 2].kind == TOKEN_DIGITS && is_plain_word(s, i + 3);
}

/* before: the expression in front, or NULL. */
static bool may_start(const struct scan *s, size_t i, const struct reading *before)
{
	const struct token *t = &s->t->items[i];

	if (t->kind == TOKEN_DIGITS) {
		/* "May 4 and 12": a day in front may lend its month */
		if ((before == NULL || before->kind != READ_POINT) && only_counts(s, i))
			return false;
		return t->end - t->start <= 5 || t->end - t->start == 8;
	}
	uint64_t kinds = s->hits[i].kinds & starts;
	if (kinds)
		return (kinds & ~(BIT(KIND_NUMBER) | BIT(KIND_VAGUE) | BIT(KIND_ORDINAL))) ||
		       counts_on(s, i);
	if (word_is(s, i, KIND_ARTICLE))
		return i + 1 < s->count &&
		       (s->t->items[i + 1].kind == TOKEN_DIGITS || (s->hits[i + 1].kinds & starts));
	return is_apostrophe(t);
}

static void keep_longer(struct reading *best, struct reading *try, size_t i, size_t used)
{
	if (used == 0 || (best->kind != READ_NONE && i + used <= best->end))
		return;
	if (try->first < i)
		try->first = (uint32_t)i;
	try->end = (uint32_t)(i + used);
	*best = *try;
}

static bool may_be_nth(const struct scan *s, size_t i)
{
	const uint64_t kinds = BIT(KIND_ARTICLE) | BIT(KIND_ORDINAL) | BIT(KIND_ORDINAL_MARK) |
			       BIT(KIND_NTH) | BIT(KIND_UNIT) | BIT(KIND_WEEKDAY);

	return (s->hits[i].kinds & kinds) ||
	       (word_is(s, i, KIND_NUMBER) && word_is(s, i + 1, KIND_ORDINAL)) ||
	       (s->t->items[i].kind == TOKEN_DIGITS && word_is(s, i + 1, KIND_ORDINAL_MARK));
}

static bool read_at(const struct scan *s, size_t i, const struct reading *before,
		    struct reading *best)
{
	struct reading try = reading_none;

	*best = reading_none;
	if (word_is(s, i, KIND_EACH) || word_is(s, i, KIND_SET)) {
		keep_longer(best, &try, i, read_set(s, i, &try));
		try = reading_none;
	}
	if (may_be_nth(
		    s,
		    i)) { /* before points: they would read "last Friday of May" as last Friday */
		keep_longer(best, &try, i, read_nth(s, i, &try));
		try = reading_none;
	}
	keep_longer(best, &try, i, read_point(s, i, &try));
	try = reading_none;
	keep_longer(best, &try, i, read_duration(s, i, &try));
	if (word_is(s, i, KIND_REF) || word_is(s, i, KIND_ARTICLE)) {
		try = reading_none;
		keep_longer(best, &try, i, read_reference(s, i, &try));
	}
	if ((best->kind == READ_NONE || best->kind == READ_POINT) && read_range(s, i, best))
		return true;
	if (best->kind == READ_NONE) {
		try = reading_none;
		keep_longer(best, &try, i, read_range_half(s, i, before, &try));
		try = reading_none;
		keep_longer(best, &try, i, read_count_half(s, i, &try));
		try = reading_none;
		keep_longer(best, &try, i, read_elliptic_shift(s, i, before, &try));
	}
	if (best->kind == READ_NONE)
		return false;
	share_week(s, best);
	share_month(s, best);
	if (!best->to_day)
		share_year(s, best);
	return true;
}

/* "On Thursday the court will rule": what is yet to come, right behind the date that a sentence begins with. */
static bool future_behind(const struct scan *s, size_t i, const struct reading *r)
{
	if (i > 1 || r->kind != READ_POINT)
		return false;
	for (size_t k = r->end; k < r->end + FUTURE_BEHIND; k++) {
		if (word_is(s, k, KIND_FUTURE_BEHIND))
			return true;
	}
	return false;
}

static const struct pack_entry *lead_of(const struct scan *s, size_t i)
{
	const struct pack_entry *e = lead_before(s, i);

	if (e == NULL && i > 1 && word_is(s, i - 1, KIND_ARTICLE))
		e = lead_before(s, i - 1);
	return e;
}

/* "in the year to October", "the six months to end-January": what is reported on is over. */
static bool ends_period(const struct scan *s, size_t i, const struct pack_entry *lead)
{
	const struct pack_entry *unit =
		i > 1 ? word_entry(s, i - 2, KIND_UNIT, &(size_t){0}) : NULL;

	return unit && pack_attribute(lead, "period").ptr &&
	       timex_unit_of(pack_attribute(unit, "value")) >= TU_WEEK;
}

static void take_signal(const struct scan *s, size_t i, struct reading *r, bool future)
{
	const struct pack_entry *e = lead_of(s, i);
	struct span value = e ? pack_attribute(e, "value") : (struct span){0};
	if (span_is(value, "since"))
		r->signal = TIMEX_SINCE;
	else if (span_is(value, "until"))
		r->signal = ends_period(s, i, e) ? TIMEX_AT : TIMEX_UNTIL;
	else if (span_is(value, "before"))
		r->signal = TIMEX_BEFORE;
	else if (span_is(value, "after"))
		r->signal = TIMEX_AFTER;
	r->attribute = r->attribute || (e && pack_attribute(e, "label").ptr);
	r->future = r->future || future || (e && pack_attribute(e, "coming").ptr) ||
		    future_behind(s, i, r);
}

/* "Undang-Undang Nomor 7 Tahun 2017", "Law No. 12 of 2020"; "minyak untuk pengiriman Juni". */
static bool is_label(const struct scan *s, const struct reading *r)
{
	size_t i = r->first;
	const struct pack_entry *lead = lead_of(s, i);

	if (r->attribute || (lead && span_is(pack_attribute(lead, "coming"), "label")))
		return true;
	if (r->kind != READ_POINT || r->slots != SLOT_YEAR)
		return false;
	if (i > 0 && word_is(s, i - 1, KIND_LINK))
		i--;
	if (i < 2 || s->t->items[i - 1].kind != TOKEN_DIGITS)
		return false;
	i -= 2;
	if (i > 0 && mark_is(s, i, MARK_PERIOD))
		i--;
	return word_is(s, i, KIND_NUMBERED);
}

/* "2 weeks after tomorrow": what it counts from is read first, and stands in for the document's date. */
static void resolve_with_base(const struct scan *s, const struct reading *r,
			      struct timex_context *ctx, struct arena *a, struct timex *out)
{
	struct reading base = reading_none;
	struct timex_context from = *ctx, to;
	struct timex point = {.lower = TIMEX_NO_DAY, .upper = TIMEX_NO_DAY};

	base.first = r->base_at;
	base.end = r->base_at + (uint32_t)read_point(s, r->base_at, &base);
	base.future = r->future;
	timex_resolve(&base, &from, a, &point);
	to = *ctx;
	to.document = point.day ? from.last_day : (struct date){0};
	to.history = 0;
	timex_resolve(r, &to, a, out);
	ctx->last = to.last;
	ctx->last_day = to.last_day;
	out->warn |= point.warn;
}

static void put_timex(const struct scan *s, const struct reading *r, struct timex_context *ctx,
		      struct arena *a, struct timex *out)
{
	memset(out, 0, sizeof *out);
	out->first = r->first;
	out->last = r->end - 1;
	out->start = s->t->items[r->first].start;
	out->end = s->t->items[r->end - 1].end;
	out->label = is_label(s, r);
	out->lower = TIMEX_NO_DAY;
	out->upper = TIMEX_NO_DAY;
	out->type = r->kind == READ_DURATION              ? TIMEX_DURATION
		    : r->kind == READ_SET                 ? TIMEX_SET
		    : r->slots & (SLOT_CLOCK | SLOT_PART) ? TIMEX_TIME
							  : TIMEX_DATE;
	if (ctx && r->base_at)
		resolve_with_base(s, r, ctx, a, out);
	else if (ctx)
		timex_resolve(r, ctx, a, out);
	else
		out->warn = r->warn;
}

/* "15 a year", "tiga kali sehari", "seminggu sekali": a rate is a set. */
static void see_rate(const struct scan *s, struct reading *r)
{
	size_t length;
	const struct pack_entry *rate = word_entry(s, r->end, KIND_RATE, &length);

	if (rate && pack_attribute(rate, "behind").ptr && !word_is(s, r->end + length, KIND_AGO) &&
	    (r->kind == READ_SET || r->kind == READ_DURATION)) {
		r->kind = READ_SET;
		r->end += (uint32_t)length;
		return;
	}

	if (r->kind == READ_DURATION && r->first > 0 && word_is(s, r->first - 1, KIND_RATE) &&
	    (word_is(s, r->first, KIND_NUMBER) || word_is(s, r->first, KIND_ONE_UNIT)))
		r->kind = READ_SET;
	const struct pack_entry *e = word_entry(s, r->first, KIND_NUMBER, &length);

	if (r->kind == READ_DURATION && e && pack_attribute(e, "unit").ptr && r->first > 0 &&
	    r->amount.unit >= TU_DAY && s->t->items[r->first - 1].kind == TOKEN_DIGITS)
		r->kind = READ_SET;
}

/* "in two weeks" is a day to come where a word of the future stands near, or nothing else stands in the text; else a length, as behind
 * "the lowest", "the first". */
static void look_ahead(const struct scan *s, size_t i, size_t future_at, struct reading *r)
{
	if (!r->ahead)
		return;
	bool stamp = i == 1 && r->end >= s->count;
	bool future = future_at != SIZE_MAX && i - future_at <= FUTURE_REACH;
	if (i == 1) { /* In five minutes I will go */
		for (size_t k = r->end; k < s->count && k - r->end < FUTURE_REACH; k++)
			future = future || word_is(s, k, KIND_FUTURE);
	}
	for (size_t k = i > FUTURE_REACH ? i - FUTURE_REACH : 0; k < i; k++)
		future = future && !word_is(s, k, KIND_RECORD);
	if (!stamp && !future)
		return;
	r->kind = READ_AGO;
	r->ago = 1;
	r->anchor = ANCHOR_DOCUMENT;
	r->whole = stamp;
}

/* "Senin (8/12) waktu setempat (Selasa pagi WIB)" */
static bool is_beside(const struct scan *s, const struct reading *before, const struct reading *r)
{
	return before->kind == READ_POINT && before->day && (r->slots & SLOT_WEEKDAY) &&
	       r->first > before->end && r->first - before->end <= BESIDE &&
	       mark_is(s, r->first - 1, MARK_OPEN);
}

size_t timexes_find(const struct timex_rules *rules, struct span lang, const struct tokens *t,
		    struct timex_context *ctx, struct arena *a, struct timex **out)
{
	struct hit *hits = arena_alloc(a, (t->count + 1) * sizeof *hits);
	uint32_t *places = arena_alloc(a, (t->count + 1) * sizeof *places);
	struct scan s = {timex_language_find(rules, lang), t, hits, t->count, ctx && !ctx->at_end};
	struct reading last = reading_none, r;
	size_t found = 0, cap = 0, length, future_at = SIZE_MAX, past = 0;
	struct timex *list = NULL;

	*out = NULL;
	if (ctx)
		ctx->earlier = false;
	size_t count = look_up_all(&s, hits, places, ctx);
	for (size_t k = 0; k < count; k++) {
		size_t i = places[k];
		if (i < past)
			continue;
		if (word_is(&s, i, KIND_FUTURE))
			future_at = i;
		if (!may_start(&s, i, last.kind ? &last : NULL))
			continue;
		if (word_entry(&s, i, KIND_TRAP, &length)) {
			past = i + length;
			continue;
		}
		if (!read_at(&s, i, last.kind ? &last : NULL, &r))
			continue;
		r.whole = i == 0 && r.end == t->count;
		r.beside = is_beside(&s, &last, &r);
		see_rate(&s, &r);
		look_ahead(&s, i, future_at, &r);
		take_signal(&s, i, &r, future_at != SIZE_MAX && i - future_at <= FUTURE_REACH);
		if (found == cap) { /* arenas do not grow in place: copy, doubling */
			struct timex *more = arena_alloc(a, (cap ? cap * 2 : 4) * sizeof *more);
			if (found)
				memcpy(more, list, found * sizeof *more);
			list = more;
			cap = cap ? cap * 2 : 4;
		}
		put_timex(&s, &r, ctx, a, &list[found]);
		if (ctx && found && last.end < r.first && r.first - last.end <= MOST_JOIN)
			timex_join(&s, &last, &list[found - 1], &r, &list[found], a);
		found++;
		last = r;
		past = r.end;
	}
	*out = list;
	return found;
}

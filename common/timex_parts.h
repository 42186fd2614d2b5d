/* Inside timex: what the words of time.yaml become, and what a stretch of tokens has been read as.
 * Used by common/timex_*.c only. */
#ifndef KABAR_TIMEX_PARTS_H
#define KABAR_TIMEX_PARTS_H

#include "common/lexicon.h"
#include "common/timex.h"

/* One kind a section of time.yaml; timex_rules.c has the names in the same order. */
enum timex_kind {
	KIND_TRAP = 1, /* phrases that only look like times */
	KIND_MONTH,
	KIND_WEEKDAY,
	KIND_UNIT,     /* hari, years */
	KIND_ONE_UNIT, /* sehari, fortnight: a count and a unit in one word */
	KIND_NUMBER,   /* tiga, twenty */
	KIND_SCALE,    /* belas +10, puluh x10 */
	KIND_VAGUE,    /* beberapa, several */
	KIND_HALF,
	KIND_ORDINAL,      /* pertama, third */
	KIND_ORDINAL_MARK, /* ke - N, N th */
	KIND_SHIFT,        /* lalu, ini, last, next: moves a unit or a name */
	KIND_BEFORE,       /* a shift that stands before what it moves (made from the shifts) */
	KIND_AGO,          /* lalu, ago, later: moves by an amount */
	KIND_DEIXIS,       /* kemarin, today */
	KIND_PART,         /* pagi, night */
	KIND_SEASON,
	KIND_REF,    /* saat ini, now */
	KIND_SET,    /* harian, weekly */
	KIND_EACH,   /* setiap, every */
	KIND_MOD,    /* awal, the end of */
	KIND_APPROX, /* sekitar, more than */
	KIND_HEAD,   /* tanggal, tahun, pukul */
	KIND_ZONE,
	KIND_MERIDIEM,
	KIND_CLOCK_TAIL, /* o'clock, hrs */
	KIND_LEAD,       /* words in front that say it is a time and how it bounds */
	KIND_JOIN,       /* hingga, to */
	KIND_LINK,       /* of, on, at, the: may stand between the pieces of one expression */
	KIND_ARTICLE,
	KIND_HOLIDAY,
	KIND_PERIOD, /* kuartal, semester: numbered parts of a year */
	KIND_DECADE, /* -an, s */
	KIND_ERA,
	KIND_FUTURE,        /* akan, will: what follows is yet to come */
	KIND_FILLER,        /* consecutive: between a count and its unit */
	KIND_AGE,           /* old: "65 years old" is an age */
	KIND_OFFSET,        /* after, before: between a length and the point it counts from */
	KIND_RECORD,        /* first, lowest: "in two years" behind it looks back */
	KIND_RATE,          /* times, twice: a unit behind it is a set */
	KIND_NTH,           /* last, terakhir: a place in a month or year that is no ordinal */
	KIND_CLOCK_PART,    /* quarter, setengah: minutes of an hour */
	KIND_CLOCK_OFFSET,  /* past, to, lewat, kurang: between an hour and minutes */
	KIND_WITHIN,        /* later in the: before a unit that is not over */
	KIND_NUMBERED,      /* nomor, no: before the number of a law */
	KIND_FUTURE_BEHIND, /* will: behind a day that begins a sentence */
	KIND_SHORT_UNIT,    /* h, w: a unit only right behind digits: "3h ago" */
	KIND_DECADE_WORD,   /* nineties */
	KIND_COUNT          /* at most 64: struct hit keeps a bit for each */
};

enum timex_unit {
	TU_NONE,
	TU_SECOND,
	TU_MINUTE,
	TU_HOUR,
	TU_DAY,
	TU_WEEKEND,
	TU_WEEK,
	TU_MONTH,
	TU_QUARTER,
	TU_HALF,
	TU_YEAR,
	TU_DECADE,
	TU_CENTURY
};

enum timex_anchor {
	ANCHOR_DOCUMENT,
	ANCHOR_LAST,
	ANCHOR_HAND /* the one at hand: the document's, in a history the last */
};

enum timex_mod { MOD_NONE, MOD_START, MOD_MID, MOD_END };

enum timex_slot {
	SLOT_YEAR = 1,
	SLOT_MONTH = 2,
	SLOT_DAY = 4,
	SLOT_WEEKDAY = 8,
	SLOT_SHIFT = 16, /* a unit moved against the anchor: last week, kemarin */
	SLOT_PART = 32,
	SLOT_CLOCK = 64,
	SLOT_SEASON = 128,
	SLOT_PERIOD = 256,
	SLOT_DECADE = 512,
	SLOT_MOD = 1024,
	SLOT_TAIL = 2048 /* "lalu", "ini" behind a whole date */
};

enum timex_nth { /* what has a place in a month or year, or around a day */
		 NTH_NONE,
		 NTH_WEEK,
		 NTH_WEEKEND,
		 NTH_WEEKDAY,
		 NTH_DAY,
		 NTH_WEEK_OF,
		 NTH_WEEKEND_OF,
		 NTH_EASTER,       /* so many days after Easter Sunday */
		 NTH_JULIAN_EASTER /* of the Orthodox churches */
};

enum reading_kind { READ_NONE, READ_POINT, READ_DURATION, READ_AGO, READ_SET, READ_REF };

struct shift {
	int8_t by;
	uint8_t unit;   /* enum timex_unit */
	uint8_t anchor; /* enum timex_anchor */
	bool set;
};

struct amount {
	int32_t whole;
	uint16_t milli; /* thousandths */
	bool vague;     /* PXY */
	uint8_t unit;
	uint8_t times; /* windu: 8 years */
};

enum { MORE_AMOUNTS = 2 };

struct reading {
	uint32_t first, end; /* tokens, half open */
	uint8_t kind;        /* enum reading_kind */
	uint16_t slots;      /* enum timex_slot */
	uint8_t warn, signal;
	bool future;
	bool bracket;   /* a bracket was opened and waits for its end */
	bool generic;   /* at night: of no day in particular */
	bool attribute; /* "a 1998 contract", "compared with May": tells which, and not when */
	bool beside;    /* in brackets behind a day: the same moment elsewhere */
	bool whole; /* the expression is all there is in the text: a stamp such as "3 hours ago", not prose */
	int16_t year;
	uint8_t month, day, weekday;
	uint8_t hour, minute, second;
	bool has_minute, has_second, has_meridiem;
	uint8_t to_hour, to_minute; /* 11.00-12.00 */
	int8_t nth;                 /* the first: 1; the last: -1 */
	uint8_t nth_kind;           /* enum timex_nth */
	uint8_t nth_weekday;
	uint8_t nth_after; /* so many days after that weekday: the Friday after Thanksgiving */
	bool near_weekend; /* "Labor Day weekend": the one nearest to the day */
	uint8_t to_day, to_month; /* 10-22 August: the end of a stretch of days */
	uint8_t to_years;         /* so many years after its beginning */
	bool has_to, to_has_minute, to_has_meridiem;
	char part[3], season[3];
	struct span zone;
	uint8_t mod, period;                      /* period: 1 … 4 */
	uint8_t period_unit;                      /* TU_QUARTER or TU_HALF */
	uint8_t era;                              /* 1: before Christ */
	bool fiscal;                              /* of a fiscal year */
	uint8_t digits;                           /* of a decade or century value: 3, 2 */
	struct shift shift;                       /* of SLOT_SHIFT */
	struct shift year_shift;                  /* "tahun ini" behind a month */
	struct shift name_shift;                  /* "lalu" behind a weekday or month name */
	struct amount amount, more[MORE_AMOUNTS]; /* 3 years 6 months: the finer units in `more` */
	uint8_t more_count;
	int8_t ago;
	bool ahead;       /* "in two weeks": a date where the text looks ahead, else a length */
	bool exact;       /* counted from a day: as exact as a day */
	uint32_t base_at; /* token of the point that the length counts from; 0: none */
	uint8_t anchor;
	struct span ref; /* value of a READ_REF, or of a READ_SET from one word */
};
/* Nothing read. Copied from where the compiler cannot see that it is all zero: gcc 12 clears so many bytes by `rep stos`, whose start
 * takes as long as reading a word, and that was a twentieth of timeline's time. */
extern const struct reading reading_none;

enum { /* what a word may begin; most words begin nothing, which one look into a table says */
       BEGINS_TIME = 1,
       BEGINS_EARLIER = 2,
       BEGINS_BITS = 13
};

struct timex_language {
	struct span code;
	struct lexicon *lexicon, *earlier;
	uint8_t begins[1 << BEGINS_BITS]; /* by timex_begins_slot of the hash */
	bool month_first;                 /* settings: order: mdy */
	bool comma_point;                 /* settings: point: comma */
	bool ordinals_behind; /* settings: ordinals: behind: the third is no "third of two" */
	bool half_ranges;     /* "12 and 18 months": the 12 is an expression of its own */
};

struct timex_rules {
	struct timex_language *languages;
	size_t count;
};

struct hit {
	const struct meaning *meaning;
	uint64_t kinds; /* bit k: meaning has the kind k */
	uint32_t length;
};

struct scan {
	const struct timex_language *lang;
	const struct tokens *t;
	const struct hit *hits;
	size_t count; /* tokens */
	bool heads;   /* something follows that it may be the heading of */
};

/* --- timex_rules.c --- */
static inline size_t timex_begins_slot(uint32_t hash)
{
	return hash * 0x9E3779B1u >> (32 - BEGINS_BITS); /* 2^32 / golden ratio */
}
const struct timex_language *timex_language_find(const struct timex_rules *r, struct span code);
enum timex_unit timex_unit_of(struct span code);
int timex_int(struct span digits); /* "-1", "12"; 0 when it is no number */

/* --- timex_words.c: looking at one place; what is asked of every token stands here --- */
static inline bool word_is(const struct scan *s, size_t i, enum timex_kind kind)
{
	return i < s->count && (s->hits[i].kinds >> kind & 1u);
}

static inline bool mark_is(const struct scan *s, size_t i, enum token_mark m)
{
	return i < s->count && s->t->items[i].kind == TOKEN_MARK && s->t->items[i].mark == m;
}

static inline bool glued(const struct scan *s, size_t i) /* right behind token i-1 */
{
	return i < s->count && i > 0 && !s->t->items[i].space;
}

const struct pack_entry *word_entry_there(const struct scan *s, size_t i, enum timex_kind kind,
					  size_t *length);

/* The entry of that kind at token i and how many tokens it takes; NULL when none stands there. */
static inline const struct pack_entry *word_entry(const struct scan *s, size_t i,
						  enum timex_kind kind, size_t *length)
{
	return word_is(s, i, kind) ? word_entry_there(s, i, kind, length) : NULL;
}

bool digits_at(const struct scan *s, size_t i, size_t min, size_t max,
	       int *value);                  /* a digit token of min to max digits */
bool bar_is(const struct scan *s, size_t i); /* "|" or a bullet, between the parts of a date line */
bool number_ends(const struct scan *s,
		 size_t i); /* no further digits hang on token i ("12" of "12.000") */
size_t read_count(const struct scan *s, size_t i, struct amount *a);
size_t read_part(const struct scan *s, size_t i, struct amount *a); /* a half, a quarter */
size_t read_ordinal(const struct scan *s, size_t i, int *n);
size_t read_year(const struct scan *s, size_t i, int *year); /* four digits, 1000 to 2999 */
/* BC, AD, BE behind a year; moves the year to the Christian era. */
size_t read_era(const struct scan *s, size_t i, int *year, struct reading *r);
size_t read_year_words(const struct scan *s, size_t i, int *year); /* nineteen eighty six */
/* What leads to the time at i, of one word or several ("as early as"); NULL when nothing does. */
const struct pack_entry *lead_before(const struct scan *s, size_t i);
bool word_head(const struct scan *s, size_t i, const char *value, size_t *length); /* "tahun" */
bool word_is_fiscal(const struct scan *s, size_t i, enum timex_kind kind);
bool word_listed(struct span list, struct span word); /* whether "lebih terlebih" holds the word */
bool name_stands(const struct scan *s, size_t i, const struct pack_entry *e, bool supported);

/* What has no hours of its own: "this week, 8am" is two expressions. */
static inline bool longer_than_day(const struct reading *r)
{
	return (r->slots & SLOT_SHIFT) && r->shift.unit > TU_DAY &&
	       !(r->slots & (SLOT_DAY | SLOT_WEEKDAY));
}

/* --- timex_date.c, timex_numeric.c, timex_year.c, timex_clock.c, timex_relative.c, timex_length.c: pieces. Each returns the tokens it took (0: none, *r as it was). --- */
size_t piece_numeric(const struct scan *s, size_t i, struct reading *r);
/* Digits that do not hang on a word, a slash or other digits. */
bool digits_start_clean(const struct scan *s, size_t i);
bool digits_end_clean(const struct scan *s, size_t last);
int16_t full_year(int two); /* of two digits */
size_t piece_named(const struct scan *s, size_t i, struct reading *r);
size_t piece_year(const struct scan *s, size_t i, struct reading *r);
/* "the 1986 quarter", "the 1987 fiscal year": the unit that four digits are the year of, and not the count; else TU_NONE. */
enum timex_unit year_of_unit(const struct scan *s, size_t i);
size_t piece_clock(const struct scan *s, size_t i, struct reading *r);
size_t piece_weekday(const struct scan *s, size_t i, struct reading *r);
size_t piece_part(const struct scan *s, size_t i, struct reading *r);
size_t piece_shift(const struct scan *s, size_t i, struct reading *r);
size_t piece_period(const struct scan *s, size_t i, struct reading *r);
size_t piece_other(const struct scan *s, size_t i,
		   struct reading *r); /* deixis, season, holiday, modifier */
size_t read_duration(const struct scan *s, size_t i, struct reading *r);
size_t counted_unit(const struct scan *s, size_t i, struct amount *a);
size_t length_at(const struct scan *s, size_t i, struct amount *a);
enum timex_unit unit_at(const struct scan *s, size_t i, size_t *length);
/* What moves the unit or part of the day in front of i; article: it has one. NULL when nothing does. */
const struct pack_entry *shift_behind(const struct scan *s, size_t i, bool article, size_t *length);
/* "the past year", "the next decade": a stretch of that length, no calendar unit. */
bool is_stretch(const struct pack_entry *shift, enum timex_unit unit);
size_t read_elliptic_shift(const struct scan *s, size_t i, const struct reading *before,
			   struct reading *r);
size_t read_set(const struct scan *s, size_t i, struct reading *r);
size_t read_reference(const struct scan *s, size_t i, struct reading *r);

/* --- timex_point.c: pieces put together --- */
size_t read_point(const struct scan *s, size_t i, struct reading *r);

/* --- timex_nth.c --- */
struct moment;
size_t read_nth(const struct scan *s, size_t i, struct reading *r);
/* m: the month, year or day that was read; becomes the day or week told by its place in it. */
void moment_put_nth(const struct reading *r, struct moment *m);
void moment_put_near_weekend(struct moment *m); /* of the day that it has */

/* --- timex_range.c --- */
/* What joins the point read from `first` to the next: a dash or word; some words only behind a lead ("between"). 0: nothing. */
size_t join_at(const struct scan *s, size_t i, size_t first);
/* best: what was read at i, or nothing; a stretch of days takes its place. */
bool read_range(const struct scan *s, size_t i, struct reading *best);
void timex_join(const struct scan *s, const struct reading *before, struct timex *from,
		const struct reading *r, struct timex *to, struct arena *a);
size_t read_range_half(const struct scan *s, size_t i, const struct reading *before,
		       struct reading *r);
size_t read_count_half(const struct scan *s, size_t i, struct reading *r);
void share_year(const struct scan *s, struct reading *r);
void share_month(const struct scan *s, struct reading *r);
void share_week(const struct scan *s, struct reading *r);

/* --- timex_resolve.c --- */
void timex_resolve(const struct reading *r, struct timex_context *ctx, struct arena *a,
		   struct timex *out);

/* --- timex_value.c --- */
struct moment { /* a resolved point: parts that are not known are 0 */
	int32_t year;
	uint8_t month, day;
	uint8_t week; /* ISO week of `year`; weekend: a week's */
	bool weekend;
	uint8_t weekday; /* with no date known: XXXX-WXX-3 */
	uint8_t quarter, half;
	uint8_t digits; /* decade: 3, century: 2 */
	bool no_date;   /* a clock or day part of no known day */
};
/* --- timex_move.c --- */
bool date_is_whole(struct date d);
struct date date_add_months(struct date d, int months); /* the day stays in the month */
struct date timex_anchor_date(const struct timex_context *c, uint8_t anchor);
void moment_put_day(struct moment *m, int64_t days);
int32_t timex_shifted_year(const struct timex_context *c, struct shift s); /* 0: not known */
void moment_move_unit(const struct reading *r, const struct timex_context *c, struct moment *m);
/* False when the way or the anchor is not known well enough. */
bool moment_put_ago(const struct reading *r, const struct timex_context *c, struct moment *m);
bool moment_put_ago_clock(struct reading *r, const struct timex_context *c, struct moment *m);

struct span value_of_point(const struct reading *r, const struct moment *m, struct arena *a);
void timex_add_clock(struct buffer *b, const struct reading *r); /* T09:30 */
struct span value_of_length(const struct reading *r, struct arena *a);
void timex_put_range(const struct reading *r, const struct moment *m, struct arena *a,
		     struct timex *out);
void edtf_of_point(const struct reading *r, const struct moment *m, struct arena *a,
		   struct timex *out);

#endif

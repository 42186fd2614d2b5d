/* What timeline knows: when each record was said or happened, in which order records stand, which ones contradict each other,
 * and how that is shown. Pure: no files but the sorter's own spill, no clock. */
#ifndef KABAR_TIMELINE_H
#define KABAR_TIMELINE_H

#include "common/run.h"
#include "common/timex.h"

/* --- known.c --- */

/* The fields of a record that are asked for again and again; ptr NULL: not there. */
struct known {
	struct span doc, at, id, kind, lang, text, mode, speaker, when, basis, event, told_in;
	struct span num; /* or figures */
	struct span date, date_from, fold, quote_at, quote_parts, cue_at, last;
	struct span
		dated; /* any other of the fields that timeline writes of a date: when_kind, warn */
};
void known_find(const struct record *r, struct known *k);
/* Whether none of the fields that timeline writes of a date is there. */
static inline bool known_is_undated(const struct known *k)
{
	return k->when.ptr == NULL && k->basis.ptr == NULL && k->event.ptr == NULL &&
	       k->dated.ptr == NULL;
}
/* Whether the record is more than a sentence told by the way: a statement, a number, a date of its own. basis: of its `when`. */
bool known_says_something(const struct known *k, struct span basis);
/* What pointed into the bytes at `from` points into the same bytes at `to`. */
void known_move(struct known *k, const char *from, const char *to);

/* --- resolve.c: a date for every record of a document --- */

struct resolver;

/* The rules must live as long; out of `next` come the records with their date fields, in the order they came in. k: of r. */
typedef void resolver_next(struct sink *out, const struct record *r, const struct known *k,
			   void *context);
struct resolver *resolver_new(const struct timex_rules *rules, resolver_next *next, void *context);
void resolver_free(struct resolver *r);

/* A group_step; state: the resolver. A `when` that is there already is kept. */
enum step resolve_document(struct record *records, size_t count, struct sink *out, void *resolver);

/* --- stream.c: the same for --resolve, which needs no more of a line than to put fields behind it --- */

struct stream;
/* only: without the records that say nothing. */
struct stream *stream_new(const struct timex_rules *rules, bool only);
void stream_free(struct stream *s);
enum step stream_record(const struct record *in, struct sink *out,
			void *stream); /* a record_step */

/* --- evidence.c: what a sentence says about time --- */

struct evidence {
	struct span when, event; /* EDTF; len 0: none */
	struct span basis;       /* "" when nothing was found */
	int64_t lower, upper;    /* of when */
	unsigned warn;           /* enum timex_warn, or-ed, and EVIDENCE_FUTURE */
	bool day;                /* when names one day */
	bool earlier;            /* words such as "sebelumnya" put it before what was told so far */
	bool forecast;
};

enum { EVIDENCE_FUTURE = 16 };

/* One sentence with its time expressions; the records made of it follow each other. */
struct sentence {
	const struct tokens *tokens;
	const struct timex *timexes;
	size_t count;
	const struct known *records; /* all of the sentence */
	size_t record_count;
	bool earlier;        /* one of the words that put it before what was told stands in it */
	uint32_t earlier_at; /* byte of the text */
};

/* The date that one of the sentence's records has by the words of the sentence itself. Spans are those of the timexes or static. */
void evidence_find(const struct sentence *s, const struct known *r, const struct timex_context *c,
		   struct evidence *e);

/* --- mentions.c: one record a time expression --- */

struct mentions;
struct mentions *mentions_new(const struct timex_rules *rules);
void mentions_free(struct mentions *m);
enum step mentions_record(const struct record *in, struct sink *out,
			  void *mentions); /* a record_step */

/* The context for a document: its date and where that came from. */
struct timex_context context_of_document(struct span date, struct span date_from);

/* --- told.c: the events that statements tell of --- */

struct told;
struct told *told_new(void);
void told_free(struct told *t);
/* The entry for the `event` of a statement that has been dated, with the statement's id and ".event" as id, and in told_in, told_by,
 * told_as and told_on whose words it is, as what, and when they were said. NULL: there is none, or it stands on the day of the
 * statement itself; once for records of one id that follow each other. k: known of r. Valid until the next call. */
const struct record *told_entry(struct told *t, const struct record *r, const struct known *k);

/* --- edtf.c --- */

/* First and last day of an EDTF value (level 0 and the parts of level 1 that timeline writes, and ISO weeks). An open or
 * unknown side is TIMEX_NO_DAY. False when it is no such value. */
bool edtf_bounds(struct span edtf, int64_t *lower, int64_t *upper);

/* "../2024-10-16" reaches until its end, "2022/.." since its start: then *edtf becomes that end or start. */
enum edtf_reach { EDTF_CLOSED, EDTF_UNTIL, EDTF_SINCE };
enum edtf_reach edtf_take_open(struct span *edtf);

/* --- order.c --- */

/* The order of a timeline: lower bound (an open start by its end, in front of what lies on that day), upper bound, doc, at, id,
 * then all that the record holds; undated last. */
struct order_key {
	uint64_t days;  /* lower and upper bound in one number */
	uint64_t start; /* of at; "title:0-57" stands before the text */
	struct span doc, at, id;
};
uint64_t order_days(struct span when);
struct order_key order_key_of(const struct record *r);
/* Appends the key as five columns, each with a TAB behind it, whose bytes sort as the keys do. */
void order_key_add(struct buffer *out, const struct order_key *k);
int order_compare(const struct order_key *a, const struct order_key *b);
/* Field by field. Lengths go before bytes, since the records were once compared as they were packed, and a timeline
 * should not change for that. */
int order_compare_fields(const struct record *a, const struct record *b);
int order_compare_field(const struct field *a, const struct field *b);

/* --- sorter.c: all records in that order, in bounded memory --- */

struct sorter;
struct sorter *sorter_new(uint64_t max_bytes, const char *temporary); /* a folder */
void sorter_free(struct sorter *s);
/* k: known of r; unit: a number that comes out with it. False: reported. */
bool sorter_add(struct sorter *s, const struct record *r, const struct known *k, uint32_t unit);
/* The same for a draft; a sorter holds either records or drafts. */
struct draft;
bool sorter_add_draft(struct sorter *s, const struct draft *d, uint32_t unit);
/* From now on: what the rest of the program does not need. */
void sorter_limit(struct sorter *s, uint64_t max_bytes);
bool sorter_finish(struct sorter *s);          /* before the first sorter_next; false: reported */
bool sorter_has_lines(const struct sorter *s); /* whether every record came as an LTSV line */

/* The next record, valid until the next call; READ_END at the end. */
struct sorted {
	struct span
		line; /* as LTSV, without its LF; empty when it came in another form; or the draft */
	uint32_t unit;
};
enum read_result sorter_next(struct sorter *s, struct sorted *out);
/* The same, taken apart; may be changed. */
struct record *sorter_record(struct sorter *s);

/* --- dispute.c --- */

struct disputes;
struct disputes *disputes_new(const struct pack *p, uint64_t within_days, uint64_t max_bytes);
void disputes_free(struct disputes *d);
enum { NO_UNIT = -1 };
/* k: known of r. The number of its statement, as it came, or NO_UNIT. */
uint32_t disputes_add(struct disputes *d, const struct record *r, const struct known *k,
		      struct sink *out);
uint64_t disputes_bytes(const struct disputes *d); /* memory that it holds, and will need to link */
void disputes_link(struct disputes *d);            /* once, behind the last record */
bool disputes_found(const struct disputes *d);
/* The ids that a unit contradicts, as a list, and "denial" or "figure"; false when there is none. */
bool disputes_of(const struct disputes *d, uint32_t unit, struct buffer *list, struct span *kind);

/* For a view: who it is that contradicts. Valid as long as d; NULL when the id is not known. */
struct dispute_note {
	struct span speaker, stance;
	struct span words; /* the first ones of the quotation */
	bool cut, denies;
};
const struct dispute_note *disputes_note(const struct disputes *d, struct span id);

/* --- view.c: for people; the terminal's has its own header, terminal.h --- */

enum view_kind { VIEW_NONE, VIEW_TERMINAL, VIEW_HTML, VIEW_SVG };

struct context;
struct tally;

struct view_options {
	enum view_kind kind;
	size_t width;
	uint64_t max_entries; /* 0: all */
	bool color, all,
		only;      /* only: what is not shown did not come, either, and cannot be counted */
	const char *title; /* of a page; NULL: none was given */
	const char *temporary;         /* the folder for what a page has to hold back */
	const struct context *context; /* the sentences around; NULL: none */
};
struct view;
typedef void view_write(void *context, struct span bytes);
/* d and t, linked, live as long as the view. */
struct view *view_new(const struct view_options *o, const struct disputes *d, struct tally *t,
		      view_write *write, void *context);
void view_free(struct view *v);
void view_record(struct view *v, const struct record *r);
bool view_is_full(const struct view *v);
/* The last entry, and a line when there was nothing to show. False: a temporary file failed, reported. */
bool view_end(struct view *v);

#endif

/* Lanes by speaker over time, as SVG: a row for each of the most quoted, a mark for what one of them says on one day, lines
 * between marks that dispute each other.
 *
 * Places along the time are percentages, so that the drawing fits any width without its text growing or shrinking. Days
 * without statements are left out, a break marks where more than two are missing: one old date would else squeeze the story
 * into a corner. */
#include <stdlib.h>

#include "cmd/timeline/markup.h"
#include "cmd/timeline/story.h"

enum {
	MAX_LANES = 14,
	MAX_COLUMNS = 62, /* days; beyond it weeks, months, years */
	MAX_LABELS = 7,
	MAX_LINES = 60, /* between disputes: more are a thicket */
	LANE = 54,
	TOP = 34,
	LEFT = 20, /* per mille */
	WIDTH = 960,
	COLUMN = 26, /* pixels that a column takes at least */
	APART = 20,  /* pixels between marks of one column */
	BREAK = 3    /* columns apart where days are missing */
};

/* Stands behind all days. */
#define UNDATED INT64_MAX

enum scale { BY_DAY, BY_WEEK, BY_MONTH, BY_YEAR };

struct column {
	int64_t day;    /* its first one */
	uint64_t place; /* per mille */
	bool broken;    /* days are missing before it */
};

struct placed { /* a mark in its column */
	uint32_t lane, column;
	const struct story_mark *mark; /* the first of those that fall together */
	uint64_t count;
	bool disputed;
};

struct lanes {
	const struct story *story;
	bool alone;
	uint32_t speakers[MAX_LANES];
	size_t count;
	uint32_t *lane_of; /* of each speaker, + 1 */
	enum scale scale;
	struct column *columns;
	size_t column_count, wide; /* wide: columns and the breaks between them */
	struct placed *placed;
	size_t placed_count;
};

static int64_t bin_of(int64_t day, enum scale scale)
{
	if (scale == BY_DAY || day == UNDATED)
		return day;
	if (scale == BY_WEEK)
		return day - (int64_t)calendar_weekday(day) + 1;
	struct date d = calendar_date(day);
	d.day = 1;
	if (scale == BY_YEAR)
		d.month = 1;
	return calendar_days(d);
}

static int64_t day_of(int64_t day)
{
	return day == TIMEX_NO_DAY ? UNDATED : day;
}

static int64_t bins_between(int64_t a, int64_t b, enum scale scale)
{
	if (b == UNDATED)
		return 1;
	if (scale == BY_DAY)
		return b - a;
	if (scale == BY_WEEK)
		return (b - a) / 7;
	struct date x = calendar_date(a), y = calendar_date(b);
	if (scale == BY_MONTH)
		return (y.year - x.year) * 12 + y.month - x.month;
	return y.year - x.year;
}

static int day_compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* The first days of all columns, each once; n in and out. */
static void distinct_days(int64_t *days, size_t *n, enum scale scale)
{
	size_t kept = 0;

	for (size_t i = 0; i < *n; i++)
		days[i] = bin_of(days[i], scale);
	qsort(days, *n, sizeof *days, day_compare);
	for (size_t i = 0; i < *n; i++) {
		if (kept == 0 || days[kept - 1] != days[i])
			days[kept++] = days[i];
	}
	*n = kept;
}

static void find_columns(struct lanes *l)
{
	const struct story *s = l->story;
	int64_t *days = alloc_bytes((s->mark_count + 1) * sizeof *days);
	size_t n = 0;

	for (size_t i = 0; i < s->mark_count; i++) {
		if (l->lane_of[s->marks[i].speaker])
			days[n++] = day_of(s->marks[i].day);
	}
	for (l->scale = BY_DAY; n; l->scale++) {
		distinct_days(days, &n, l->scale);
		if (n <= MAX_COLUMNS || l->scale == BY_YEAR)
			break;
	}
	l->columns = alloc_zeroed(n + 1, sizeof *l->columns);
	for (size_t i = 0; i < n; i++) {
		int64_t far = i ? bins_between(days[i - 1], days[i], l->scale) : 0;
		l->columns[i].day = days[i];
		l->columns[i].broken = far > BREAK;
		l->wide += i ? (size_t)(far > BREAK ? BREAK : far) : 0;
		l->columns[i].place = l->wide;
	}
	l->column_count = n;
	for (size_t i = 0; i < n; i++)
		l->columns[i].place = LEFT + (l->columns[i].place * 2 + 1) * (1000 - 2 * LEFT) /
						     (2 * (l->wide + 1));
	free(days);
}

static size_t column_of(const struct lanes *l, int64_t day)
{
	size_t low = 0, high = l->column_count;

	day = bin_of(day, l->scale);
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (l->columns[mid].day < day)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static int placed_compare(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	if (x->lane != y->lane)
		return x->lane < y->lane ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	if (x->mark->stance != y->mark->stance)
		return x->mark->stance < y->mark->stance ? -1 : 1;
	return (x->mark->day > y->mark->day) - (x->mark->day < y->mark->day);
}

static void place_marks(struct lanes *l)
{
	const struct story *s = l->story;
	size_t kept = 0;

	l->placed = alloc_bytes((s->mark_count + 1) * sizeof *l->placed);
	for (size_t i = 0; i < s->mark_count; i++) {
		const struct story_mark *m = &s->marks[i];
		if (l->lane_of[m->speaker])
			l->placed[l->placed_count++] = (struct placed){
				l->lane_of[m->speaker] - 1, (uint32_t)column_of(l, day_of(m->day)),
				m, m->count, m->disputed};
	}
	if (l->placed_count)
		qsort(l->placed, l->placed_count, sizeof *l->placed, placed_compare);
	for (size_t i = 0; i < l->placed_count; i++) {
		struct placed *last = kept ? &l->placed[kept - 1] : NULL, *p = &l->placed[i];
		if (last && last->lane == p->lane && last->column == p->column &&
		    last->mark->stance == p->mark->stance) {
			last->count += p->count;
			last->disputed = last->disputed || p->disputed;
		} else {
			l->placed[kept++] = *p;
		}
	}
	l->placed_count = kept;
}

/* --- drawing --- */

static void add_attribute(struct buffer *out, const char *name, uint64_t value)
{
	buffer_add_byte(out, ' ');
	buffer_add_text(out, name);
	buffer_add_text(out, "=\"");
	buffer_add_number(out, value);
	buffer_add_byte(out, '"');
}

static void add_place(struct buffer *out, const char *name, uint64_t per_mille)
{
	buffer_add_byte(out, ' ');
	buffer_add_text(out, name);
	buffer_add_text(out, "=\"");
	markup_add_percent(out, per_mille);
	buffer_add_byte(out, '"');
}

static uint64_t lane_line(size_t lane)
{
	return TOP + (uint64_t)lane * LANE + 40;
}

static void add_column_label(struct buffer *out, const struct lanes *l, const struct column *c)
{
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	if (c->day == UNDATED) {
		buffer_add_text(out, "undated");
		return;
	}
	struct date d = calendar_date(c->day);
	if (l->scale <= BY_WEEK) {
		buffer_add_number(out, d.day);
		buffer_add_byte(out, ' ');
	}
	if (l->scale <= BY_MONTH) {
		buffer_add_text(out, months[d.month - 1]);
		buffer_add_byte(out, ' ');
	}
	if (l->scale > BY_DAY || c == l->columns || c->broken)
		buffer_add_number(out, (uint64_t)d.year);
	else
		out->len--;
}

static void draw_columns(struct buffer *out, const struct lanes *l)
{
	size_t step = (l->column_count + MAX_LABELS - 1) / MAX_LABELS;
	uint64_t bottom = TOP + (uint64_t)l->count * LANE;

	for (size_t i = 0; i < l->column_count; i++) {
		const struct column *c = &l->columns[i];
		buffer_add_text(out, "<line class=\"grid\"");
		add_place(out, "x1", c->place);
		add_place(out, "x2", c->place);
		add_attribute(out, "y1", TOP - 8);
		add_attribute(out, "y2", bottom);
		buffer_add_text(out, "/>");
		if (i % step && c->day != UNDATED)
			continue;
		buffer_add_text(out, "<text class=\"tick\"");
		add_place(out, "x", c->place);
		add_attribute(out, "y", TOP - 16);
		buffer_add_byte(out, '>');
		add_column_label(out, l, c);
		buffer_add_text(out, "</text>\n");
	}
	for (size_t i = 1; i < l->column_count; i++) {
		if (!l->columns[i].broken)
			continue;
		uint64_t x = (l->columns[i - 1].place + l->columns[i].place) / 2;
		buffer_add_text(out, "<line class=\"gap\"");
		add_place(out, "x1", x);
		add_place(out, "x2", x);
		add_attribute(out, "y1", TOP - 8);
		add_attribute(out, "y2", bottom);
		buffer_add_text(out, "/>\n");
	}
}

static void draw_line(struct buffer *out, const struct lanes *l, const struct story_card *a,
		      const struct story_card *b)
{
	bool denial = entry_denies(&a->entry.record) || entry_denies(&b->entry.record);

	buffer_add_text(out, denial ? "<line class=\"clash denial\"" : "<line class=\"clash\"");
	add_place(out, "x1", l->columns[column_of(l, day_of(a->day))].place);
	add_attribute(out, "y1", lane_line(l->lane_of[a->speaker] - 1));
	add_place(out, "x2", l->columns[column_of(l, day_of(b->day))].place);
	add_attribute(out, "y2", lane_line(l->lane_of[b->speaker] - 1));
	buffer_add_text(out, "/>\n");
}

static void draw_lines(struct buffer *out, const struct lanes *l)
{
	const struct story *s = l->story;
	unsigned drawn = 0;

	for (size_t i = 0; i < s->card_count && drawn < MAX_LINES; i++) {
		const struct story_card *a = &s->cards[i];
		struct span list = record_get(&a->entry.record, "disputes"), item;
		while (list_next(&list, &item) && drawn < MAX_LINES) {
			struct buffer id = {0};
			list_decode(&id, item);
			const struct story_card *b = story_card(s, buffer_span(&id));
			buffer_free(&id);
			if (b == NULL || b <= a || !l->lane_of[a->speaker] ||
			    !l->lane_of[b->speaker])
				continue;
			draw_line(out, l, a, b);
			drawn++;
		}
	}
}

static void draw_lane(struct buffer *out, const struct lanes *l, size_t lane)
{
	const struct story_speaker *speaker = &l->story->speakers[l->speakers[lane]];

	buffer_add_text(out, "<line class=\"lane\" x1=\"0\" x2=\"100%\"");
	add_attribute(out, "y1", lane_line(lane));
	add_attribute(out, "y2", lane_line(lane));
	buffer_add_text(out, "/><text class=\"who\" x=\"2\"");
	add_attribute(out, "y", lane_line(lane) - 26);
	buffer_add_byte(out, '>');
	markup_add_plain(out, speaker->name);
	buffer_add_text(out, "<tspan class=\"n\" dx=\"7\">");
	buffer_add_number(out, speaker->entries);
	buffer_add_text(out, "</tspan></text>\n");
}

static void add_mark_title(struct buffer *out, const struct lanes *l, const struct placed *p)
{
	static const char *const since[] = {"", "week of ", "month of ", "year of "};

	buffer_add_text(out, "<title>");
	markup_add_plain(out, l->story->speakers[p->mark->speaker].name);
	buffer_add_byte(out, ' ');
	buffer_add_text(out, stance_label(p->mark->stance));
	buffer_add_text(out, ", ");
	if (l->columns[p->column].day == UNDATED) {
		buffer_add_text(out, "undated");
	} else {
		buffer_add_text(out, since[l->scale]);
		markup_add_day(out, l->columns[p->column].day);
	}
	if (p->count > 1) {
		buffer_add_text(out, ", ");
		buffer_add_number(out, p->count);
		buffer_add_text(out, " times");
	}
	buffer_add_text(out, p->disputed ? ", disputed</title>" : "</title>");
}

/* shift: pixels beside the column, for marks of one lane and column. */
static void draw_mark(struct buffer *out, const struct lanes *l, const struct placed *p, long shift)
{
	buffer_add_text(out, "<svg class=\"at\"");
	add_place(out, "x", l->columns[p->column].place);
	add_attribute(out, "y", lane_line(p->lane));
	buffer_add_text(out, "><g transform=\"translate(");
	if (shift < 0)
		buffer_add_byte(out, '-');
	buffer_add_number(out, (uint64_t)(shift < 0 ? -shift : shift));
	buffer_add_text(out, " 0)\">");
	if (!l->alone) {
		buffer_add_text(out, "<a href=\"#");
		markup_add_anchor(out, p->mark->id);
		buffer_add_text(out, "\">");
	}
	add_mark_title(out, l, p);
	buffer_add_text(out, "<circle class=\"hit\" r=\"11\"/>");
	if (p->disputed)
		buffer_add_text(out, "<circle class=\"ring\" r=\"9.5\"/>");
	lanes_add_mark(out, p->mark->stance);
	if (p->count > 1) {
		buffer_add_text(out, p->disputed ? "<text class=\"times\" y=\"-13\">"
						 : "<text class=\"times\" y=\"-10\">");
		buffer_add_number(out, p->count);
		buffer_add_text(out, "</text>");
	}
	buffer_add_text(out, l->alone ? "</g></svg>\n" : "</a></g></svg>\n");
}

static void draw_marks(struct buffer *out, const struct lanes *l)
{
	for (size_t i = 0, end; i < l->placed_count; i = end) {
		const struct placed *p = &l->placed[i];
		for (end = i + 1; end < l->placed_count && l->placed[end].lane == p->lane &&
				  l->placed[end].column == p->column;
		     end++)
			;
		/* the first disputed one stands where the lines end, else the middle does */
		size_t centre = i;
		while (centre < end && !l->placed[centre].disputed)
			centre++;
		for (size_t k = i; k < end; k++)
			draw_mark(out, l, &l->placed[k],
				  centre < end
					  ? ((long)k - (long)centre) * APART
					  : (2 * (long)(k - i) - (long)(end - i) + 1) * APART / 2);
	}
}

static void draw_legend(struct buffer *out, const struct lanes *l, uint64_t y)
{
	uint64_t x = 12;

	for (int s = 0; s < STANCE_NONE; s++) {
		if (l->story->stances[s] == 0)
			continue;
		buffer_add_text(out, "<g transform=\"translate(");
		buffer_add_number(out, x);
		buffer_add_byte(out, ' ');
		buffer_add_number(out, y);
		buffer_add_text(out, ")\">");
		lanes_add_mark(out, (enum stance)s);
		buffer_add_text(out, "<text class=\"key\" x=\"12\" y=\"4\">");
		buffer_add_text(out, stance_label((enum stance)s));
		buffer_add_text(out, "</text></g>\n");
		x += 34 + 7 * strlen(stance_label((enum stance)s));
	}
	if (l->story->card_count) {
		buffer_add_text(out, "<g transform=\"translate(");
		buffer_add_number(out, x);
		buffer_add_byte(out, ' ');
		buffer_add_number(out, y);
		buffer_add_text(out, ")\"><circle class=\"ring\" r=\"9.5\"/>"
				     "<text class=\"key\" x=\"15\" y=\"4\">disputed</text></g>\n");
	}
}

static void add_frame(struct buffer *out, const struct lanes *l, uint64_t height)
{
	const struct story *s = l->story;
	uint64_t natural = (uint64_t)(l->wide + 1) * COLUMN;

	buffer_add_text(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"lanes\" "
			     "role=\"group\" aria-labelledby=\"lanes-title lanes-desc\"");
	if (natural > WIDTH || l->alone)
		add_attribute(out, "width", natural > WIDTH ? natural : WIDTH);
	else
		buffer_add_text(out, " width=\"100%\"");
	add_attribute(out, "height", height);
	buffer_add_text(out, ">\n<title id=\"lanes-title\">Who spoke when</title>"
			     "<desc id=\"lanes-desc\">");
	buffer_add_number(out, l->count);
	buffer_add_text(out, " of ");
	buffer_add_number(out, s->speaker_count);
	buffer_add_text(out, " speakers, those with most statements and disputes first; a mark for "
			     "each kind of statement on each day, lines between marks that dispute "
			     "each other.</desc>\n");
	if (l->alone) {
		buffer_add_text(out, "<style>");
		buffer_add_span(out, asset_span(&asset_lanes_css));
		buffer_add_text(out, "</style>\n<rect class=\"paper\" width=\"100%\" "
				     "height=\"100%\"/>\n");
	}
}

void lanes_draw(struct buffer *out, const struct story *s, bool alone)
{
	struct lanes l = {.story = s, .alone = alone};

	l.count = story_lanes(s, l.speakers, MAX_LANES);
	l.lane_of = alloc_zeroed(s->speaker_count + 1, sizeof *l.lane_of);
	for (size_t i = 0; i < l.count; i++)
		l.lane_of[l.speakers[i]] = (uint32_t)i + 1;
	find_columns(&l);
	place_marks(&l);
	uint64_t bottom = TOP + (uint64_t)l.count * LANE;
	add_frame(out, &l, bottom + (alone ? 40 : 10));
	draw_columns(out, &l);
	for (size_t i = 0; i < l.count; i++)
		draw_lane(out, &l, i);
	draw_lines(out, &l);
	draw_marks(out, &l);
	if (alone)
		draw_legend(out, &l, bottom + 20);
	buffer_add_text(out, "</svg>\n");
	free(l.lane_of);
	free(l.columns);
	free(l.placed);
}

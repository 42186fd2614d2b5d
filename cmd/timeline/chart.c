/* The numbers given for one thing: a drawing over time and, a row a value, who gives it. */
#include <stdlib.h>

#include "cmd/timeline/markup.h"
#include "cmd/timeline/story.h"
#include "cmd/timeline/tally.h"

enum {
	HEIGHT = 132,
	TOP = 20,
	BOTTOM = 104, /* of the drawing proper, pixels */
	LEFT = 60,    /* per mille */
	RIGHT = 960,
	SHOWN_VALUES = 8, /* before the rest is folded away */
	MAX_VALUES = 60,
	SHOWN_SOURCES = 6,
	LOG_FROM =
		20 /* times between the smallest and the largest value, drawn on a scale of powers */
};

struct axis {
	double low, high;
	bool powers;
	int64_t first, last;
};

/* For places on the screen only. A product and a sum stand in two statements wherever they could be contracted to one
 * operation, which some machines round otherwise. */
static double value_of(struct span decimal)
{
	double n = 0, part = 0.1;
	bool point = false, negative = false;

	for (size_t i = 0; i < decimal.len; i++) {
		char c = decimal.ptr[i];
		if (c == '-')
			negative = true;
		else if (c == '.')
			point = true;
		else if (!point) {
			n *= 10;
			n += c - '0';
		} else {
			double add = part * (c - '0');
			n += add;
			part /= 10;
		}
	}
	return negative ? -n : n;
}

static double low_of(const struct tally_point *p)
{
	return value_of(p->low.len ? p->low : p->high);
}

static double high_of(const struct tally_point *p)
{
	return value_of(p->high.len ? p->high : p->low);
}

/* Logarithm to the base 2, near enough for a pixel, without the mathematical library: it is not the same everywhere. */
static double log_of(double x)
{
	double n = 0, part = 1;

	while (x >= 2) {
		x /= 2;
		n++;
	}
	for (int i = 0; i < 10; i++) {
		part /= 2;
		x *= x;
		if (x >= 2) {
			x /= 2;
			n += part;
		}
	}
	return n;
}

static struct axis axis_of(const struct tally_thing *t)
{
	struct axis a = {low_of(t->points), high_of(t->points), false, t->points[0].day,
			 t->points[t->count - 1].day};

	for (size_t i = 0; i < t->count; i++) {
		double low = low_of(&t->points[i]), high = high_of(&t->points[i]);
		a.low = low < a.low ? low : a.low;
		a.high = high > a.high ? high : a.high;
	}
	a.powers = a.low >= 1 && a.high / a.low >= LOG_FROM;
	return a;
}

static uint64_t height_of(const struct axis *a, double value)
{
	double low = a->powers ? log_of(a->low) : a->low,
	       high = a->powers ? log_of(a->high) : a->high, at = a->powers ? log_of(value) : value;
	double part = high > low ? (at - low) / (high - low) : 0.5;
	double pixels = part * (BOTTOM - TOP);

	return BOTTOM - (uint64_t)(pixels + 0.5);
}

static uint64_t place_of(const struct axis *a, int64_t day)
{
	if (a->last == a->first)
		return (LEFT + RIGHT) / 2;
	return LEFT + (uint64_t)(day - a->first) * (RIGHT - LEFT) / (uint64_t)(a->last - a->first);
}

static void add_place(struct buffer *out, const char *name, uint64_t per_mille)
{
	buffer_add_text(out, name);
	markup_add_percent(out, per_mille);
	buffer_add_byte(out, '"');
}

static void add_pixels(struct buffer *out, const char *name, uint64_t pixels)
{
	buffer_add_text(out, name);
	buffer_add_number(out, pixels);
	buffer_add_byte(out, '"');
}

/* 1234567.5 with its thousands apart, by a narrow blank: no language's mark. */
static void add_value(struct buffer *out, struct span decimal)
{
	const char *point = decimal.len ? memchr(decimal.ptr, '.', decimal.len) : NULL;
	size_t whole = point ? (size_t)(point - decimal.ptr) : decimal.len;
	bool grouped = whole > 4;

	for (size_t i = 0; i < whole; i++) {
		if (grouped && i && (whole - i) % 3 == 0 && decimal.ptr[i - 1] != '-')
			buffer_add_text(out, "\xE2\x80\xAF");
		markup_add_plain(out, span_sub(decimal, i, i + 1));
	}
	markup_add_plain(out, span_sub(decimal, whole, decimal.len));
}

static void add_range(struct buffer *out, const struct tally_point *p)
{
	if (p->low.len == 0)
		buffer_add_text(out, "up to ");
	else if (p->high.len == 0)
		buffer_add_text(out, "at least ");
	add_value(out, p->low.len ? p->low : p->high);
	if (p->low.len && p->high.len && !span_equal(p->low, p->high)) {
		buffer_add_text(out, "–");
		add_value(out, p->high);
	}
}

static void draw_step(struct buffer *out, const struct tally_point *from,
		      const struct tally_point *to, const struct axis *a)
{
	uint64_t x = place_of(a, from->day), y = height_of(a, high_of(from));
	uint64_t x2 = place_of(a, to->day), y2 = height_of(a, high_of(to));

	buffer_add_text(out, "<line class=\"step\"");
	add_place(out, " x1=\"", x);
	add_pixels(out, " y1=\"", y);
	add_place(out, " x2=\"", x2);
	add_pixels(out, " y2=\"", y);
	buffer_add_text(out, "/><line class=\"step\"");
	add_place(out, " x1=\"", x2);
	add_pixels(out, " y1=\"", y);
	add_place(out, " x2=\"", x2);
	add_pixels(out, " y2=\"", y2);
	buffer_add_text(out, "/>\n");
}

static void draw_point(struct buffer *out, const struct tally_point *p, const struct axis *a)
{
	uint64_t x = place_of(a, p->day), low = height_of(a, low_of(p)),
		 high = height_of(a, high_of(p));

	if (low != high) {
		buffer_add_text(out, "<line class=\"range\"");
		add_place(out, " x1=\"", x);
		add_place(out, " x2=\"", x);
		add_pixels(out, " y1=\"", low);
		add_pixels(out, " y2=\"", high);
		buffer_add_text(out, "/>");
	}
	buffer_add_text(out, p->statement ? "<circle class=\"said\" r=\"5\""
					  : "<circle class=\"told\" r=\"4.5\"");
	add_place(out, " cx=\"", x);
	add_pixels(out, " cy=\"", high);
	buffer_add_text(out, "><title>");
	add_range(out, p);
	buffer_add_text(out, ": ");
	markup_add_plain(out, p->source);
	buffer_add_text(out, ", ");
	markup_add_day(out, p->day);
	buffer_add_text(out, "</title></circle>\n");
}

/* Of points that fall on one place only the first is drawn: they come by day, so a column at a time is remembered. */
static void draw_points(struct buffer *out, const struct tally_thing *t, const struct axis *a)
{
	bool seen[2][HEIGHT] = {{false}};
	uint64_t last = 0;

	for (size_t i = 0; i < t->count; i++) {
		const struct tally_point *p = &t->points[i];
		uint64_t x = place_of(a, p->day), y = height_of(a, high_of(p));
		if (x != last)
			memset(seen, 0, sizeof seen);
		last = x;
		if (!seen[p->statement][y])
			draw_point(out, p, a);
		seen[p->statement][y] = true;
	}
}

static void draw_axis_value(struct buffer *out, const struct axis *a, double value,
			    struct span text)
{
	buffer_add_text(out, "<line class=\"grid\" x1=\"0\" x2=\"100%\"");
	add_pixels(out, " y1=\"", height_of(a, value));
	add_pixels(out, " y2=\"", height_of(a, value));
	buffer_add_text(out, "/><text class=\"value\" x=\"0\"");
	add_pixels(out, " y=\"", height_of(a, value) - 8);
	buffer_add_byte(out, '>');
	add_value(out, text);
	buffer_add_text(out, "</text>\n");
}

static void draw_axes(struct buffer *out, const struct tally_thing *t, const struct axis *a)
{
	const struct tally_point *low = t->points, *high = t->points;

	for (size_t i = 0; i < t->count; i++) {
		low = low_of(&t->points[i]) < low_of(low) ? &t->points[i] : low;
		high = high_of(&t->points[i]) > high_of(high) ? &t->points[i] : high;
	}
	draw_axis_value(out, a, a->low, low->low.len ? low->low : low->high);
	draw_axis_value(out, a, a->high, high->high.len ? high->high : high->low);
	bool one = a->first == a->last;
	buffer_add_text(out, one ? "<text class=\"tick\" x=\"51%\" "
				 : "<text class=\"tick first\" x=\"4%\" ");
	add_pixels(out, "y=\"", HEIGHT - 6);
	buffer_add_byte(out, '>');
	markup_add_day(out, a->first);
	buffer_add_text(out, "</text>");
	if (!one) {
		buffer_add_text(out, "<text class=\"tick last\" x=\"98%\" ");
		add_pixels(out, "y=\"", HEIGHT - 6);
		buffer_add_byte(out, '>');
		markup_add_day(out, a->last);
		buffer_add_text(out, "</text>");
	}
	buffer_add_byte(out, '\n');
}

static void draw_svg(struct buffer *out, const struct tally_thing *t)
{
	struct axis a = axis_of(t);

	buffer_add_text(out, "<svg class=\"chart\" width=\"100%\" aria-hidden=\"true\"");
	add_pixels(out, " height=\"", HEIGHT);
	buffer_add_text(out, ">\n");
	draw_axes(out, t, &a);
	for (size_t i = 0; i < t->count; i++) {
		const struct tally_point *before = t->points[i].before;
		if (before)
			draw_step(out, before, &t->points[i], &a);
	}
	draw_points(out, t, &a);
	buffer_add_text(out, "</svg>\n");
}

/* --- the table --- */

static int value_compare(const void *a, const void *b)
{
	const struct tally_point *x = *(const struct tally_point *const *)a,
				 *y = *(const struct tally_point *const *)b;
	double p = low_of(x), q = low_of(y);
	if (p != q)
		return p < q ? -1 : 1;
	p = high_of(x);
	q = high_of(y);
	if (p != q)
		return p < q ? -1 : 1;
	return (x > y) - (x < y); /* they stand in one array, by day and source */
}

static bool same_value(const struct tally_point *a, const struct tally_point *b)
{
	return span_equal(a->low, b->low) && span_equal(a->high, b->high);
}

static void add_source(struct buffer *out, const struct story *s, const struct tally_point *p)
{
	bool linked = story_shows(s, p->id);

	buffer_add_text(out, p->statement ? "<li class=\"said\">" : "<li class=\"told\">");
	if (linked) {
		buffer_add_text(out, "<a href=\"#");
		markup_add_anchor(out, p->id);
		buffer_add_text(out, "\">");
	}
	markup_add_bdi(out, p->source.len ? p->source : span_text("(speaker not named)"));
	if (linked)
		buffer_add_text(out, "</a>");
	buffer_add_text(out, " <span class=\"date\">");
	markup_add_day(out, p->day);
	if (p->times > 1) {
		buffer_add_text(out, ", ×");
		buffer_add_number(out, p->times);
	}
	if (p->before)
		buffer_add_text(out, ", <b class=\"series\">↗ changed</b>");
	buffer_add_text(out, "</span></li>\n");
}

static void add_row(struct buffer *out, const struct story *s,
		    const struct tally_point *const *points, size_t count)
{
	buffer_add_text(out, "<tr><th scope=\"row\">");
	add_range(out, points[0]);
	buffer_add_text(out, "</th><td><ul>");
	for (size_t i = 0; i < count; i++) {
		/* one name on one day, with and without a role */
		if (i && points[i]->day == points[i - 1]->day &&
		    span_equal(points[i]->source, points[i - 1]->source))
			continue;
		if (i >= SHOWN_SOURCES) {
			buffer_add_text(out, "<li class=\"told\">and ");
			buffer_add_number(out, count - i);
			buffer_add_text(out, " more</li>\n");
			break;
		}
		add_source(out, s, points[i]);
	}
	buffer_add_text(out, "</ul></td></tr>\n");
}

static void add_table(struct buffer *out, const struct story *s, const struct tally_thing *t)
{
	const struct tally_point **all = alloc_bytes((t->count + 1) * sizeof *all);
	size_t rows = 0;

	for (size_t i = 0; i < t->count; i++)
		all[i] = &t->points[i];
	qsort(all, t->count, sizeof *all, value_compare);
	buffer_add_text(out, "<table><tbody>\n");
	for (size_t i = 0, end; i < t->count; i = end, rows++) {
		for (end = i + 1; end < t->count && same_value(all[i], all[end]); end++)
			;
		if (rows >= MAX_VALUES)
			continue;
		if (rows == SHOWN_VALUES)
			buffer_add_text(out, "</tbody></table><details><summary>more values"
					     "</summary><table><tbody>\n");
		add_row(out, s, all + i, end - i);
	}
	if (rows > MAX_VALUES) {
		buffer_add_text(out, "<tr><th></th><td>and ");
		buffer_add_number(out, rows - MAX_VALUES);
		buffer_add_text(out, " more values</td></tr>\n");
	}
	buffer_add_text(out, rows > SHOWN_VALUES ? "</tbody></table></details>\n"
						 : "</tbody></table>\n");
	free(all);
}

void chart_draw(struct buffer *out, const struct story *s, const struct tally_thing *t)
{
	buffer_add_text(out, "<figure class=\"figure\"><figcaption><b>");
	markup_add_bdi(out, t->unit);
	buffer_add_text(out, "</b> <span>");
	if (t->word.len) {
		buffer_add_text(out, "beside “");
		markup_add_bdi(out, t->word);
		buffer_add_text(out, "” · ");
	}
	buffer_add_number(out, t->sources);
	buffer_add_text(out, t->sources == 1 ? " source" : " sources");
	buffer_add_text(out, "</span></figcaption>\n");
	draw_svg(out, t);
	add_table(out, s, t);
	buffer_add_text(out, "</figure>\n");
}

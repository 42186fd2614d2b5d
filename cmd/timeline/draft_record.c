/* A record as the terminal view draws it while it comes by. */
#include "cmd/timeline/terminal.h"
#include "cmd/timeline/view.h"

/* ", via Reuters, TASS" */
static void add_via(struct buffer *line, struct span via)
{
	struct span item;

	for (bool first = true; list_next(&via, &item); first = false) {
		buffer_add_text(line, first ? "via " : ", ");
		list_decode(line, item);
	}
}

/* "  DENIES Dewi Pramesthika (juru bicara, Otorita), via Radio Lembah" */
static void add_speaker(struct buffer *out, const struct text_style *style, const struct known *k,
			const struct shown *s, struct buffer *line)
{
	struct span role = words_role(k->speaker, s->role), via = s->via;
	enum text_color color;
	struct span label = text_stance(s->stance, &color);

	size_t column = text_add_flowing(out, style, color, label, 2, 0);
	line->len = 0;
	buffer_add_span(line, words_speaker(k->speaker, s->speaker_as));
	if (via.len && !role.len && !s->org.len)
		buffer_add_byte(line, ',');
	column = text_add_flowing(out, style, TEXT_BOLD, buffer_span(line), 4, column);
	line->len = 0;
	if (role.len || s->org.len) {
		buffer_add_byte(line, '(');
		buffer_add_span(line, role);
		if (role.len && s->org.len)
			buffer_add_text(line, ", ");
		buffer_add_span(line, s->org);
		buffer_add_text(line, via.len ? "), " : ")");
	}
	add_via(line, via);
	text_add_flowing(out, style, TEXT_PLAIN, buffer_span(line), 4, column);
	buffer_add_byte(out, '\n');
}

/* "  REPORTED told by Dewi Pramesthika (DENIES, 2025-04-09 Wednesday)": an event that a statement tells of is that speaker's word. */
static void add_teller(struct buffer *out, const struct text_style *style, const struct known *k,
		       const struct shown *s, struct buffer *line)
{
	bool forecast = span_is(s->when_kind, "forecast");
	struct span by = s->told_by.len ? s->told_by : span_text("(speaker not named)");
	enum text_color color;

	size_t column = text_add_flowing(out, style, TEXT_DIM,
					 span_text(forecast ? "TO COME" : "REPORTED"), 2, 0);
	if (k->told_in.len) {
		struct span stance = text_stance(s->told_as, &color);
		column = text_add_flowing(out, style, TEXT_DIM, span_text("told by"), 4, column);
		column = text_add_flowing(out, style, TEXT_BOLD, by, 4, column);
		line->len = 0;
		buffer_add_byte(line, '(');
		buffer_add_span(line, stance);
		if (s->told_on.len) {
			buffer_add_text(line, ", ");
			text_add_heading(line, s->told_on);
		}
		buffer_add_byte(line, ')');
		text_add_flowing(out, style, color, buffer_span(line), 4, column);
	}
	buffer_add_byte(out, '\n');
}

void draft_add_head(struct buffer *out, const struct text_style *style, const struct known *k,
		    const struct shown *s, struct buffer *scratch)
{
	if (k->mode.len)
		add_speaker(out, style, k, s, scratch);
	else
		add_teller(out, style, k, s, scratch);
	scratch->len = 0;
	words_add_said(scratch, k->mode, s->quote, k->text);
	text_add_wrapped(out, style, buffer_span(scratch), 4);
}

void draft_add_details(struct buffer *out, const struct shown *s, struct buffer *scratch)
{
	if (s->hedge.len)
		text_add_detail(out, "hedged", s->hedge);
	if (s->event.len)
		text_add_event(out, s->event);
	if (s->count.len && !span_is(s->count, "1"))
		text_add_detail(out, "in", text_documents(scratch, s->count));
}

void draft_add_number(struct buffer *figures, const struct shown *s, uint32_t tally,
		      struct buffer *scratch)
{
	const struct text_figure f = {s->num, s->value, s->unit, s->numkind, s->approx, s->rel};
	struct draft_figure kept = {.tally = tally, .place = s->place, .num = s->num};
	uint64_t end;

	if (s->num.len == 0 || !text_figure_matters(&f))
		return;
	record_range(s->num_at, &kept.start, &end);
	scratch->len = 0;
	size_t num_at = text_add_figure(scratch, &f);
	kept.text = buffer_span(scratch);
	draft_add_figure(figures, &kept, num_at);
}

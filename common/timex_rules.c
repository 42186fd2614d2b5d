/* time.yaml becomes one lexicon a language. */
#include "common/timex_parts.h"

#include <stdlib.h>

/* Names of the sections by enum timex_kind. */
static const char *const section_names[KIND_COUNT] = {
	[KIND_TRAP] = "traps",
	[KIND_MONTH] = "months",
	[KIND_WEEKDAY] = "weekdays",
	[KIND_UNIT] = "units",
	[KIND_ONE_UNIT] = "one-units",
	[KIND_NUMBER] = "numbers",
	[KIND_SCALE] = "scales",
	[KIND_VAGUE] = "vague",
	[KIND_HALF] = "half",
	[KIND_ORDINAL] = "ordinals",
	[KIND_ORDINAL_MARK] = "ordinal-marks",
	[KIND_SHIFT] = "shifts",
	[KIND_AGO] = "ago",
	[KIND_DEIXIS] = "deixis",
	[KIND_PART] = "parts",
	[KIND_SEASON] = "seasons",
	[KIND_REF] = "refs",
	[KIND_SET] = "sets",
	[KIND_EACH] = "each",
	[KIND_MOD] = "modifiers",
	[KIND_APPROX] = "approx",
	[KIND_HEAD] = "heads",
	[KIND_ZONE] = "zones",
	[KIND_MERIDIEM] = "meridiems",
	[KIND_CLOCK_TAIL] = "clock-tails",
	[KIND_LEAD] = "leads",
	[KIND_JOIN] = "joins",
	[KIND_LINK] = "links",
	[KIND_ARTICLE] = "articles",
	[KIND_HOLIDAY] = "holidays",
	[KIND_PERIOD] = "periods",
	[KIND_DECADE] = "decades",
	[KIND_ERA] = "eras",
	[KIND_FUTURE] = "future",
	[KIND_AGE] = "ages",
	[KIND_FILLER] = "fillers",
	[KIND_OFFSET] = "offsets",
	[KIND_RATE] = "rates",
	[KIND_RECORD] = "records",
	[KIND_NTH] = "nth",
	[KIND_CLOCK_PART] = "clock-parts",
	[KIND_CLOCK_OFFSET] = "clock-offsets",
	[KIND_WITHIN] = "within",
	[KIND_NUMBERED] = "numbered",
	[KIND_FUTURE_BEHIND] = "future-behind",
	[KIND_SHORT_UNIT] = "short-units",
	[KIND_DECADE_WORD] = "decade-words",
};

static struct span setting(const struct pack_section *s, const char *key)
{
	for (size_t i = 0; i < s->count; i++) {
		if (span_is(s->entries[i].key, key))
			return pack_attribute(&s->entries[i], "value");
	}
	return (struct span){0};
}

/* A section's phrases into a lexicon, and their first words into the table. */
static void add_section(struct timex_language *l, struct lexicon *to, struct tokens *scratch,
			const struct pack_section *section, int kind)
{
	lexicon_add_section(to, section, kind);
	for (size_t i = 0; i < section->count; i++) {
		tokens_cut(scratch, section->entries[i].key);
		if (scratch->count)
			l->begins[timex_begins_slot(scratch->items[0].hash)] |=
				to == l->earlier ? BEGINS_EARLIER : BEGINS_TIME;
	}
}

static void language_open(struct timex_language *l, const struct pack *p, struct span code)
{
	struct tokens scratch = {0};
	struct buffer text = {0};

	buffer_add_span(&text, code);
	buffer_add_byte(&text, '\0');
	const char *name = text.data;
	l->code = code;
	l->lexicon = lexicon_new();
	l->earlier = lexicon_new();
	for (int kind = 1; kind < KIND_COUNT; kind++) {
		if (section_names[kind])
			add_section(l, l->lexicon, &scratch,
				    pack_section(p, name, "time", section_names[kind]), kind);
	}
	add_section(l, l->earlier, &scratch, pack_section(p, name, "time", "earlier"), 1);
	const struct pack_section *shifts =
		pack_section(p, name, "time", section_names[KIND_SHIFT]);
	for (size_t i = 0; i < shifts->count; i++) {
		if (!span_is(pack_attribute(&shifts->entries[i], "place"), "after"))
			lexicon_add(l->lexicon, shifts->entries[i].key, KIND_BEFORE,
				    &shifts->entries[i]);
	}
	const struct pack_section *settings = pack_section(p, name, "time", "settings");
	l->month_first = span_is(setting(settings, "order"), "mdy");
	l->comma_point = span_is(setting(settings, "point"), "comma");
	l->ordinals_behind = span_is(setting(settings, "ordinals"), "behind");
	l->half_ranges = span_is(setting(settings, "half-ranges"), "yes");
	tokens_free(&scratch);
	buffer_free(&text);
}

struct timex_rules *timex_rules_open(const struct pack *p)
{
	struct timex_rules *r = alloc_zeroed(1, sizeof *r);
	const struct span *codes = NULL;

	r->count = pack_languages(p, &codes);
	r->languages = alloc_zeroed(r->count ? r->count : 1, sizeof *r->languages);
	for (size_t i = 0; i < r->count; i++)
		language_open(&r->languages[i], p, codes[i]);
	return r;
}

void timex_rules_close(struct timex_rules *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->count; i++) {
		lexicon_free(r->languages[i].lexicon);
		lexicon_free(r->languages[i].earlier);
	}
	free(r->languages);
	free(r);
}

const struct timex_language *timex_language_find(const struct timex_rules *r, struct span code)
{
	for (size_t i = 0; i < r->count; i++) {
		if (span_equal(r->languages[i].code, code))
			return &r->languages[i];
	}
	return NULL;
}

enum timex_unit timex_unit_of(struct span code)
{
	static const struct {
		const char *code;
		enum timex_unit unit;
	} units[] = {
		{"D", TU_DAY},     {"Y", TU_YEAR},     {"M", TU_MONTH},   {"W", TU_WEEK},
		{"TH", TU_HOUR},   {"TM", TU_MINUTE},  {"TS", TU_SECOND}, {"WE", TU_WEEKEND},
		{"DE", TU_DECADE}, {"CE", TU_CENTURY}, {"Q", TU_QUARTER}, {"H", TU_HALF},
	};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (span_is(code, units[i].code))
			return units[i].unit;
	}
	return TU_NONE;
}

const struct reading reading_none = {.kind = READ_NONE};

int timex_int(struct span digits)
{
	int n = 0;
	size_t i = digits.len && (digits.ptr[0] == '-' || digits.ptr[0] == '+');

	for (; i < digits.len && digits.ptr[i] >= '0' && digits.ptr[i] <= '9' && n < 100000; i++)
		n = n * 10 + (digits.ptr[i] - '0');
	return digits.len && digits.ptr[0] == '-' ? -n : n;
}

/* Numbers that name a thing or its place in a list, and scores: Pasal 4, posisi dua, Radio 4, World War II, ayat (1), "2. Buka
 * laman", 3-1. */
#include "common/number_mention.h"

bool number_is_counting(struct number_reader *r, size_t i)
{
	const struct number_word *measure = number_word_at(r, i, KIND_MEASURE, NULL);

	return (measure && !measure->digits) || number_word_at(r, i, KIND_CLASSIFIER, NULL) ||
	       number_word_at(r, i, KIND_COUNTED, NULL) ||
	       number_word_at(r, i, KIND_PERCENT, NULL) ||
	       number_word_at(r, i, KIND_CURRENCY, NULL) ||
	       number_word_at(r, i, KIND_SCALE, NULL) || number_word_at(r, i, KIND_PLURAL, NULL);
}

enum { LONGEST_JOINT = 4 }; /* ", dan/atau" */

/* Whether only commas, joining words or marks stand between two tokens: Pasal 55 dan 56, 378 dan/atau 372, 21-19, 19-21. */
static bool is_listed(struct number_reader *r, size_t from, size_t to)
{
	if (from == 0 || from >= to || to - from > LONGEST_JOINT)
		return false;
	while (from < to) {
		size_t length = 1;
		const struct number_word *w = number_word_at(r, from, KIND_RANGE_LINK, &length);
		if (!(w && w->careful) && !number_word_at(r, from, KIND_JOIN, &length) &&
		    !number_word_at(r, from, KIND_AND, &length) &&
		    !token_is_mark(r, from, MARK_COMMA) && !token_is_mark(r, from, MARK_SLASH) &&
		    !token_is_dash(r, from))
			return false;
		from += length;
	}
	return from == to;
}

/* --- lists --- */

static bool ends_here(const struct number_reader *r, size_t i)
{
	return i >= r->t->count || r->t->items[i].space;
}

/* "1. Buka laman", "2) Tekan": the mark of a list begins the text, or stands behind a colon; where sentence ends were glued
 * to the next mark ("S.H.2."), it ends the text. */
static bool list_mark(struct number_reader *r, size_t i, struct number_shape *s)
{
	bool stop = token_is_mark(r, i + 1, MARK_PERIOD) && token_is_glued(r, i + 1);
	bool close = token_is_mark(r, i + 1, MARK_CLOSE) && token_is_glued(r, i + 1);
	size_t start, next = i + 2;
	enum token_mark before =
		i ? (enum token_mark)r->t->items[i - 1].mark : MARK_NONE; /* of a word: none */

	if (token_len(r, i) > 2 || number_word_before(r, i, KIND_CURRENCY, &start))
		return false;
	if (i == 0 || (r->t->items[i].space && (before == MARK_COLON || before == MARK_SEMICOLON)))
		return (stop || close) && token_is_word(r, next) &&
		       (i == 0 || r->t->items[next].capital) &&
		       number_shape_set(s, ROLE_LABEL, i, i);
	if (before != MARK_PERIOD && before != MARK_CLOSE && before != MARK_QUESTION &&
	    before != MARK_EXCLAMATION)
		return false;
	return token_is_glued(r, i) && i >= 2 && !token_is(r, i - 2, TOKEN_DIGITS) &&
	       ((stop && ends_here(r, next)) || i + 1 == r->t->count) &&
	       number_shape_set(s, ROLE_LABEL, i, i);
}

/* ayat (1); ": (1) menolak, (2) menunda" */
static bool bracketed(struct number_reader *r, size_t i, struct number_shape *s)
{
	size_t start;

	if (i == 0 || token_len(r, i) > 2 || !token_is_mark(r, i - 1, MARK_OPEN) ||
	    !token_is_glued(r, i) || !token_is_mark(r, i + 1, MARK_CLOSE) ||
	    !token_is_glued(r, i + 1))
		return false;
	if (!number_word_before(r, i - 1, KIND_LABEL, &start) &&
	    !(token_is_word(r, i + 2) && (i == 1 || r->t->items[i - 2].kind == TOKEN_MARK)))
		return false;
	return number_shape_set(s, ROLE_LABEL, i, i);
}

/* --- labels --- */

/* kelas 30 siswa, gelombang 2 hingga 4 meter: no label, since something is counted behind. */
static bool is_counted_behind(struct number_reader *r, size_t last)
{
	size_t length, end;
	struct decimal value;
	const struct number_word *link;

	if (number_is_counting(r, last + 1))
		return !(number_word_at(r, last + 1, KIND_YEAR_BEFORE, NULL) &&
			 number_is_year(r, last + 2));
	length = token_is_dash(r, last + 1) && last + 2 < r->t->count &&
		 r->t->items[last + 1].space == r->t->items[last + 2].space;
	link = number_word_at(r, last + 1, KIND_RANGE_LINK, NULL);
	if (!length && (!link || link->text.ptr || link->careful ||
			!number_word_at(r, last + 1, KIND_RANGE_LINK, &length)))
		return false; /* Pasal 5 dan 20 orang */
	return number_read_digits(r, last + 1 + length, &end, &value) &&
	       number_is_counting(r, end + 1);
}

/* Pasal 4, No. 7, Part 3 */
static bool label(struct number_reader *r, size_t i, struct number_shape *s)
{
	size_t start, last;
	struct decimal value;
	const struct number_word *w = number_word_before(r, i, KIND_LABEL, &start);

	if (!w || !number_read_digits(r, i, &last, &value))
		return false;
	if (w->variant == LABEL_GAUGE && (last > i || token_len(r, i) > 2))
		return false;
	if (w->variant == LABEL_RANK && last > i &&
	    !(token_is_mark(r, last + 1, MARK_SLASH) && token_is_glued(r, last + 1)))
		return false; /* posisi 7.858,85, but Nomor 463.1/2025 */
	if (is_counted_behind(r, last))
		return false;
	if (r->language->plural_nouns && number_counted_noun(r, last + 1, true).len &&
	    !r->t->items[start].capital)
		return false;
	return number_shape_set(s, ROLE_LABEL, i, last);
}

/* Pasal 55 dan 56, No. 10-277 */
static bool further_label(struct number_reader *r, size_t i, struct number_shape *s)
{
	if (!is_listed(r, r->label_end, i) || token_len(r, i) > 4 ||
	    number_digits_glued(r, i + 1, MARK_PERIOD) ||
	    number_digits_glued(r, i + 1, MARK_COMMA) || number_is_counting(r, i + 1))
		return false;
	if (number_counted_noun(r, i + 1, true).len && !r->t->items[i + 1].capital)
		return false; /* but 310 dan 311 KUHP */
	return number_shape_set(s, ROLE_LABEL, i, i);
}

/* What may be glued to the number of a name: Radio 4's, PMK 56/2025, or a mark that ends the clause. */
static bool name_ends(const struct number_reader *r, size_t i)
{
	return !token_is_glued(r, i) || token_is_mark(r, i, MARK_PERIOD) ||
	       token_is_mark(r, i, MARK_COMMA) ||
	       (token_is_mark(r, i, MARK_SLASH) &&
		(!token_is(r, i + 1, TOKEN_DIGITS) || number_is_year(r, i + 1))) ||
	       token_is_mark(r, i, MARK_COLON) || token_is_mark(r, i, MARK_CLOSE) ||
	       token_is_mark(r, i, MARK_APOSTROPHE) || token_is_mark(r, i, MARK_SINGLE_CLOSE);
}

/* Whether the capital word at token i is the first of a sentence or quotation, where any word has one. */
static bool begins_sentence(const struct number_reader *r, size_t i)
{
	if (i == 0)
		return true;
	if (r->t->items[i - 1].kind != TOKEN_MARK)
		return false;
	return !(token_is_dash(r, i - 1) && token_is_glued(r, i)); /* Half-Life 2 */
}

/* Studio 1, iPhone 11: a name in front, and nothing behind that could be counted. */
static bool numbered_name(struct number_reader *r, size_t i, struct number_shape *s)
{
	const struct token *before = i > 0 ? &r->t->items[i - 1] : NULL;

	if (!before || i - 1 < r->floor || before->kind != TOKEN_WORD || !before->capital ||
	    !r->t->items[i].space || token_len(r, i) > 3 || !name_ends(r, i + 1))
		return false;
	if (number_digits_glued(r, i + 1, MARK_PERIOD) ||
	    number_digits_glued(r, i + 1, MARK_COMMA) || number_is_counting(r, i + 1))
		return false;
	if (begins_sentence(r, i - 1) && (i == 1 || !before->all_capital) &&
	    (i == 1 || token_len(r, i - 1) > 1))
		return false;
	if (number_word_at(r, i - 1, KIND_NOT_NOUN, NULL) ||
	    number_word_at(r, i - 1, KIND_CURRENCY, NULL) ||
	    number_word_at(r, i - 1, KIND_BEFORE, NULL))
		return false;
	if (token_is_word(r, i + 1) && !r->t->items[i + 1].capital &&
	    number_counted_noun(r, i + 1, true).len)
		return false;
	if (token_is_word(r, i + 1) && r->t->items[i + 1].space && r->t->items[i + 1].capital &&
	    !before->all_capital && i >= 2 && r->t->items[i - 2].capital)
		return false; /* a headline */
	return number_shape_set(s, ROLE_LABEL, i, i);
}

bool number_read_label(struct number_reader *r, size_t i, struct number_shape *s)
{
	return list_mark(r, i, s) || bracketed(r, i, s) || label(r, i, s) ||
	       further_label(r, i, s) || numbered_name(r, i, s);
}

enum { LARGEST_LABEL = 100 };

bool number_is_label_in_words(struct number_reader *r, const struct mention *m)
{
	size_t start;
	uint64_t n;
	const struct number_word *w;

	if (m->amount.in_digits || m->has_unit || m->amount.ordinal || m->amount.vague ||
	    m->amount.fraction || !decimal_small(m->amount.value, &n) || n > LARGEST_LABEL)
		return false;
	w = number_word_before(r, m->first, KIND_LABEL, &start);
	if (!w || number_is_counting(r, m->last + 1))
		return false;
	return w->variant == LABEL_RANK || !number_counted_noun(r, m->last + 1, true).len;
}

/* --- scores --- */

enum { SCORE_WINDOW = 24 }; /* tokens in front in which "menang" or "trailed" may stand */

static bool is_about_scores(struct number_reader *r, size_t i)
{
	for (size_t n = 1; n <= SCORE_WINDOW && n <= i; n++)
		if (number_word_at(r, i - n, KIND_SCORE, NULL))
			return true;
	return false;
}

/* The second number of "3-1", "134-to-63"; 0: there is none. */
static size_t score_second(struct number_reader *r, size_t i)
{
	size_t length, start;

	if (!token_is(r, i, TOKEN_DIGITS))
		return 0;
	if (number_digits_glued(r, i + 1, MARK_HYPHEN) || number_digits_glued(r, i + 1, MARK_DASH))
		return i + 2;
	if (token_is_dash(r, i + 1) && token_is_glued(r, i + 1) && token_is_glued(r, i + 2) &&
	    number_word_at(r, i + 2, KIND_RANGE_LINK, &length) &&
	    token_is_dash(r, i + 2 + length) && token_is_glued(r, i + 2 + length) &&
	    token_is(r, i + 3 + length, TOKEN_DIGITS))
		return i + 3 + length;
	if (number_word_before(r, i, KIND_SCORE, &start) &&
	    number_word_at(r, i + 1, KIND_RANGE_LINK, &length) && length == 1 &&
	    token_is(r, i + 2, TOKEN_DIGITS) &&
	    number_digits_value(r, i) > number_digits_value(r, i + 2))
		return i + 2; /* by a vote of 228 to 191 */
	return 0;
}

/* 2-2, 396-9, and 3-5 where the words say so. Equal or falling ends are no range. */
bool number_read_score(struct number_reader *r, size_t i, struct number_shape *s)
{
	size_t start, second = score_second(r, i);
	uint64_t a = number_digits_value(r, i), b;
	bool told;

	if (!second || token_len(r, i) > 3 || token_len(r, second) > 3 ||
	    number_word_before(r, i, KIND_LABEL, &start)) /* Boeing 747-400 */
		return false;
	b = number_digits_value(r, second);
	told = number_word_before(r, i, KIND_SCORE, &start) != NULL ||
	       score_second(r, second + 1) > 0; /* 4-6 6-3 7-6 */
	if (token_is_mark(r, second + 1, MARK_SLASH) || token_is_dash(r, second + 1) ||
	    number_digits_glued(r, second + 1, MARK_PERIOD) ||
	    number_digits_glued(r, second + 1, MARK_COMMA) ||
	    (token_is_glued(r, second + 1) && r->t->items[second + 1].kind != TOKEN_MARK))
		return false;
	if (number_is_counting(r, second + 1) &&
	    !(told && a >= b && number_word_at(r, second + 1, KIND_MEASURE, NULL)))
		return false; /* but "skor 1-0 pekan lalu" */
	if (a < b && !told &&
	    (token_len(r, i) > 2 || token_len(r, second) > 2 ||
	     number_counted_noun(r, second + 1, true).len ||
	     (!is_listed(r, r->score_end, i) && !is_about_scores(r, i))))
		return false;
	return number_shape_set(s, ROLE_SCORE, i, second);
}

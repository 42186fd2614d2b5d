/* Joins the records of a document to one text, cuts and tags it. */
#include "cmd/attribute/model.h"

#include <stdlib.h>

enum { GLUED_MAX = 200 }; /* words cut apart in one article: each moves all tokens behind it */

static const struct language *language_by_code(const struct attributor *a, struct span code)
{
	for (size_t i = 0; i < a->language_count; i++)
		if (code.ptr && span_equal(a->languages[i].code, code))
			return &a->languages[i];
	return NULL;
}

static uint8_t kind_of(const struct attributor *a, struct span kind)
{
	if (!kind.ptr || kind.len == 0 || span_is(kind, "body") || span_is(kind, "correction"))
		return SENTENCE_BODY;
	if (span_is(kind, "headline"))
		return SENTENCE_HEADLINE;
	return a->options.all_kinds ? SENTENCE_BODY : SENTENCE_OTHER;
}

static uint32_t paragraph_of(struct span value)
{
	uint32_t n = 0;
	for (size_t i = 0; value.ptr && i < value.len && value.ptr[i] >= '0' && value.ptr[i] <= '9';
	     i++)
		n = n * 10 + (uint32_t)(value.ptr[i] - '0');
	return n;
}

/* The language of records that name none: the one whose cues the text has more of; the first when there is none. */
static const struct language *language_guess(struct attributor *a)
{
	struct article *x = &a->article;
	const struct language *best = a->languages;
	size_t best_count = 0;
	for (size_t k = 0; k < a->language_count; k++) {
		size_t count = 0, length;
		for (size_t i = 0; i < x->tokens.count; i++)
			count +=
				lexicon_find(a->languages[k].words, &x->tokens, i, &length) != NULL;
		if (count > best_count) {
			best_count = count;
			best = &a->languages[k];
		}
	}
	return best;
}

/* One pass and a look at the length: asking for each label on its own took a sixth of the whole run. */
static struct sentence_fields fields_read(const struct record *r)
{
	struct sentence_fields f = {0};
	size_t i = 0;
	if (r->usual == USUAL_LABELS) {
		f.id = r->fields[USUAL_ID].value;
		f.par = r->fields[USUAL_PAR].value;
		f.at = r->fields[USUAL_AT].value;
		f.kind = r->fields[USUAL_KIND].value;
		f.lang = r->fields[USUAL_LANG].value;
		f.text = r->fields[USUAL_TEXT].value;
		i = USUAL_LABELS;
	}
	for (; i < r->count; i++) {
		struct span l = r->fields[i].label, v = r->fields[i].value;
		if (l.len == 2) {
			if (span_is(l, "id"))
				f.id = v;
			else if (span_is(l, "at"))
				f.at = v;
		} else if (l.len == 3) {
			if (span_is(l, "par"))
				f.par = v;
		} else if (l.len == 4) {
			if (span_is(l, "text"))
				f.text = v;
			else if (span_is(l, "kind"))
				f.kind = v;
			else if (span_is(l, "lang"))
				f.lang = v;
			else if (span_is(l, "fold"))
				f.fold = v;
			else if (span_is(l, "mode"))
				f.mode = v;
		}
	}
	return f;
}

static void sentence_add(struct attributor *a, const struct record *r)
{
	struct article *x = &a->article;
	struct sentence_fields f = fields_read(r);
	x->sentences = alloc_grown(x->sentences, x->sentence_count, &x->sentence_cap,
				   sizeof *x->sentences);
	struct sentence *s = &x->sentences[x->sentence_count++];
	*s = (struct sentence){.record = r,
			       .id = f.id,
			       .at = f.at,
			       .fold = f.fold,
			       .kind = kind_of(a, f.kind),
			       .paragraph = paragraph_of(f.par),
			       .language = language_by_code(a, f.lang),
			       .read_before = f.mode.ptr != NULL};
	if (x->text.len)
		buffer_add_byte(&x->text, ' ');
	s->bytes.start = (uint32_t)x->text.len;
	if (f.text.ptr)
		buffer_add_span(&x->text, f.text);
	s->bytes.end = (uint32_t)x->text.len;
}

/* Tokens of each sentence: a token never runs over the blank between two records. */
static void sentences_cut(struct article *x)
{
	uint32_t i = 0;
	for (size_t k = 0; k < x->sentence_count; k++) {
		struct sentence *s = &x->sentences[k];
		s->tokens.first = i;
		i = article_token_at(x, s->bytes.end);
		s->tokens.end = i;
	}
}

static void token_maps_reserve(struct article *x, size_t blocks)
{
	size_t words = x->tokens.count / 64 + 1, cap = x->map_cap;
	while (x->token_block_cap < blocks + 1)
		x->token_blocks = alloc_grown(x->token_blocks, x->token_block_cap,
					      &x->token_block_cap, sizeof *x->token_blocks);
	while (cap < words)
		cap = cap ? cap * 2 : 16;
	for (int m = 0; m < MAP_COUNT; m++) {
		if (cap > x->map_cap)
			x->maps[m] = alloc_resized(x->maps[m], cap, sizeof **x->maps);
		if (m >= MAP_CUE) /* the others are set by words */
			memset(x->maps[m], 0, words * sizeof **x->maps);
	}
	x->map_cap = cap;
}

enum { CLASS_CAPITAL = 1, CLASS_QUOTE = 2, CLASS_COMMA = 4 };

static const unsigned char mark_classes[] = {
	[MARK_QUOTE] = CLASS_QUOTE,       [MARK_QUOTE_OPEN] = CLASS_QUOTE,
	[MARK_QUOTE_CLOSE] = CLASS_QUOTE, [MARK_APOSTROPHE] = CLASS_QUOTE,
	[MARK_SINGLE_OPEN] = CLASS_QUOTE, [MARK_SINGLE_CLOSE] = CLASS_QUOTE,
	[MARK_COMMA] = CLASS_COMMA,       [MARK_OTHER] = 0,
};

/* Bit k: the class is among those of byte k. */
static inline uint64_t class_bits(const unsigned char classes[64], unsigned class)
{
	uint64_t bits = 0;
	for (unsigned k = 0; k < 64; k += 8) {
		uint64_t eight = 0;
		for (unsigned i = 0; i < 8; i++)
			eight |= (uint64_t)classes[k + i] << 8 * i;
		/* the bit of each byte, gathered in the last byte */
		eight = eight / class & 0x0101010101010101u;
		bits |= (eight * 0x0102040810204080u >> 56) << k;
	}
	return bits;
}

/* Blocks of the tokens, and the maps that a token alone decides. A token is the first that ends behind the blocks which begin
 * from the end of the one before it up to its own. Each is entered at the first of those; if there is none, the next token is
 * entered over it. Only words have capitals. */
static void token_maps_make(struct article *x)
{
	const uint32_t last = (1u << TOKEN_BLOCK_BITS) - 1;
	size_t blocks = (x->text.len >> TOKEN_BLOCK_BITS) + 2, b = 0;
	uint32_t i = 0, count = (uint32_t)x->tokens.count;
	token_maps_reserve(x, blocks);
	for (size_t w = 0; w < count / 64 + 1; w++) {
		unsigned char classes[64] = {0};
		uint32_t end = count - i > 64 ? i + 64 : count;
		for (unsigned char *class = classes; i < end; i++) {
			const struct token *t = &x->tokens.items[i];
			size_t next = ((size_t)t->end + last) >> TOKEN_BLOCK_BITS;
			*class ++ = (unsigned char)(mark_classes[t->mark] | t->capital);
			x->token_blocks[b] = x->token_blocks[b + 1] = i;
			for (b += 2; b < next; b++) /* a long word */
				x->token_blocks[b] = i;
			b = next;
		}
		x->maps[MAP_CAPITAL][w] = x->maps[MAP_START][w] =
			class_bits(classes, CLASS_CAPITAL);
		x->maps[MAP_QUOTE][w] = class_bits(classes, CLASS_QUOTE);
		x->maps[MAP_COMMA][w] = class_bits(classes, CLASS_COMMA);
	}
	while (b < blocks)
		x->token_blocks[b++] = count;
}

static void sentence_blocks_mark(struct article *x)
{
	size_t count = (x->text.len >> SENTENCE_BLOCK_BITS) + 1, b = 0;
	while (x->sentence_block_cap < count)
		x->sentence_blocks =
			alloc_grown(x->sentence_blocks, x->sentence_block_cap,
				    &x->sentence_block_cap, sizeof *x->sentence_blocks);
	for (uint32_t k = 0; k < x->sentence_count; k++)
		for (; b < count && (k + 1 == x->sentence_count ||
				     b << SENTENCE_BLOCK_BITS < x->sentences[k + 1].bytes.start);
		     b++)
			x->sentence_blocks[b] = k;
}

void article_build(struct attributor *a, const struct record *records, size_t count)
{
	struct article *x = &a->article;
	const struct language *guess = NULL;
	x->owner = a;
	x->text.len = 0;
	x->sentence_count = x->quotation_count = x->statement_count = x->entity_count = 0;
	for (size_t i = 0; i < count; i++)
		sentence_add(a, &records[i]);
	tokens_cut(&x->tokens, buffer_span(&x->text));
	const struct language *l =
		NULL; /* one an article will do: the words that lead to names are few */
	if (x->sentence_count)
		l = x->sentences[0].language ? x->sentences[0].language
					     : (guess = language_guess(a));
	bool glued = l && glue_split(x, l, GLUED_MAX);
	token_maps_make(x);
	if (glued && glue_split_tails(x, l, GLUED_MAX))
		token_maps_make(x);
	sentence_blocks_mark(x);
	split_start(x);
	while (x->tag_cap < x->tokens.count + 1)
		x->tags = alloc_grown(x->tags, x->tag_cap, &x->tag_cap, sizeof *x->tags);
	while (x->quoted_cap < x->tokens.count + 1)
		x->quoted =
			alloc_grown(x->quoted, x->quoted_cap, &x->quoted_cap, sizeof *x->quoted);
	memset(x->tags, 0, (x->tokens.count + 1) * sizeof *x->tags);
	sentences_cut(x);
	for (size_t k = 0; k < x->sentence_count; k++)
		if (!x->sentences[k].language)
			x->sentences[k].language = guess ? guess : (guess = language_guess(a));
	for (size_t k = 0, past; k < x->sentence_count; k = past) {
		for (past = k + 1; past < x->sentence_count &&
				   x->sentences[past].language == x->sentences[k].language;)
			past++;
		words_tag(x, &x->sentences[k], &x->sentences[past]);
	}
}

void article_free(struct article *x)
{
	split_free(x);
	buffer_free(&x->text);
	tokens_free(&x->tokens);
	free(x->token_blocks);
	free(x->sentence_blocks);
	for (int m = 0; m < MAP_COUNT; m++)
		free(x->maps[m]);
	free(x->tags);
	free(x->quoted);
	free(x->sentences);
	free(x->quotations);
	free(x->statements);
	free(x->entities);
	free(x->slots);
	free(x->spellings);
	free(x->mentions);
}

bool article_looks_like_verb(const struct language *l, struct span w, bool prefix, bool suffix)
{
	for (size_t k = 0; prefix && k < l->prefixes->count; k++) {
		struct span p = l->prefixes->entries[k].key;
		/* three more letters: "di" + "cap"; shorter ones are words of their own ("dia", "diri") */
		if (w.len >= p.len + 3 && w.ptr[0] == p.ptr[0] && memcmp(w.ptr, p.ptr, p.len) == 0)
			return true;
	}
	for (size_t k = 0; suffix && k < l->suffixes->count; k++) {
		struct span p = l->suffixes->entries[k].key;
		if (w.len >= p.len + 2 && w.ptr[w.len - 1] == p.ptr[p.len - 1] &&
		    memcmp(w.ptr + w.len - p.len, p.ptr, p.len) == 0)
			return true;
	}
	return false;
}

/* Whether token i ends a sentence within the record (glued sentences stand in one record now and then). */
bool article_sentence_end(const struct article *x, uint32_t i, uint32_t end)
{
	const struct token *t = &x->tokens.items[i];
	if (t->kind != TOKEN_MARK ||
	    (t->mark != MARK_PERIOD && t->mark != MARK_QUESTION && t->mark != MARK_EXCLAMATION))
		return false;
	if (i + 1 >=
	    end) /* "the U.S. |said": a small word goes on where the caller's stretch ends */
		return t->mark != MARK_PERIOD || i + 1 >= x->tokens.count ||
		       !token_is_word(x, i + 1) || x->tokens.items[i + 1].capital ||
		       !x->tokens.items[i + 1].space;
	if (!x->tokens.items[i + 1].space || !x->tokens.items[i + 1].capital)
		return false;
	/* "J. Trump", "Sen. Warren": a title or an initial before the period */
	return t->mark != MARK_PERIOD || i == 0 ||
	       !(x->tokens.items[i - 1].end - x->tokens.items[i - 1].start <= 2 ||
		 word_any(x, i - 1, WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_HONORIFIC)));
}

/* Takes blanks' neighbours away: commas, dashes and sentence ends at both sides; behind them a mark that opens nothing here. */
struct stretch article_trim(const struct article *x, struct stretch s)
{
	while (s.first < s.end && x->quoted[s.end - 1] != NONE &&
	       x->quotations[x->quoted[s.end - 1]].tokens.first + 1 == s.end)
		s.end--;
	const uint32_t marks = MARK_BIT(MARK_COMMA) | MARK_BIT(MARK_COLON) |
			       MARK_BIT(MARK_SEMICOLON) | MARK_BIT(MARK_DASH) |
			       MARK_BIT(MARK_PERIOD);
	while (s.first < s.end && mark_any(x, s.first, marks))
		s.first++;
	while (s.first < s.end &&
	       (mark_any(x, s.end - 1, marks) ||
		(mark_is(x, s.end - 1, MARK_HYPHEN) && x->tokens.items[s.end - 1].space)))
		s.end--;
	return s;
}

/* From the records of a document to statements: the order in which the parts work. */
#include "cmd/attribute/model.h"

#include <stdlib.h>

struct attributor *attributor_open(const struct pack *packs, const struct attribute_options *o)
{
	struct attributor *a = alloc_zeroed(1, sizeof *a);
	a->options = *o;
	words_open(a, packs);
	alias_open(a, packs);
	return a;
}

void attributor_close(struct attributor *a)
{
	words_close(a);
	alias_close(a);
	article_free(&a->article);
	arena_free(&a->arena);
	buffer_free(&a->scratch[0]);
	buffer_free(&a->scratch[1]);
	record_free(&a->out);
	free(a);
}

struct statement *statement_new(struct article *x, uint32_t sentence)
{
	x->statements = alloc_grown(x->statements, x->statement_count, &x->statement_cap,
				    sizeof *x->statements);
	struct statement *s = &x->statements[x->statement_count++];
	*s = (struct statement){
		.sentence = sentence, .entity = NONE, .quotation = NONE, .antecedent = NONE};
	return s;
}

static struct spot overlap(const struct article *x, const struct quotation *q,
			   const struct sentence *s)
{
	struct stretch t = {q->tokens.first > s->tokens.first ? q->tokens.first : s->tokens.first,
			    q->tokens.end < s->tokens.end ? q->tokens.end : s->tokens.end};
	return spot_of(x, t);
}

static bool is_quote_mark(const struct article *x, uint32_t i)
{
	uint8_t m = x->tokens.items[i].mark;
	return m == MARK_QUOTE || m == MARK_QUOTE_OPEN || m == MARK_QUOTE_CLOSE ||
	       m == MARK_APOSTROPHE || m == MARK_SINGLE_OPEN || m == MARK_SINGLE_CLOSE;
}

/* The units were "saturated," he warned: a clause that ends in marks begins with its sentence. Token, or the mark itself. */
static uint32_t clause_before(const struct article *x, const struct quotation *q,
			      const struct sentence *s)
{
	uint32_t first = s->tokens.first, mark = q->tokens.first;
	if (!q->tagged || q->torn || q->tag.first < q->tokens.end || first + 2 > mark ||
	    !token_is_word(x, mark - 1) || word_is(x, mark - 1, WORD_RELAY))
		return mark;
	if (article_next_of(x, MAP_CUE, MAP_QUOTED, first, mark) < mark)
		return mark;
	for (uint32_t i = first; i < mark; i++)
		if (article_is_verb(x, s->language, i))
			return first;
	return mark;
}

/* The direct speech of a sentence; *next is the first quotation that may reach into it. */
static void take_quotations(struct article *x, uint32_t sentence, uint32_t *next)
{
	const struct sentence *s = &x->sentences[sentence];
	while (*next < x->quotation_count && x->quotations[*next].tokens.end <= s->tokens.first)
		++*next;
	for (uint32_t k = *next;
	     k < x->quotation_count && x->quotations[k].tokens.first < s->tokens.end; k++) {
		const struct quotation *q = &x->quotations[k];
		struct spot part = overlap(x, q, s);
		if (!q->direct ||
		    part.end <=
			    part.start + 3) /* a mark left over at the end of the sentence before */
			continue;
		struct statement *last = x->statement_count > s->statement
						 ? &x->statements[x->statement_count - 1]
						 : NULL;
		if (q->claimed && last) {
			if (last->part_count < PARTS_MAX)
				last->parts[last->part_count++] = part;
			else
				last->parts[PARTS_MAX - 1].end = part.end;
			continue;
		}
		struct statement *st = statement_new(x, sentence);
		*st = q->head;
		st->sentence = sentence;
		st->parts[0] = part;
		st->part_count = 1;
		st->entity = st->antecedent = NONE;
		uint32_t clause = clause_before(x, q, s);
		if (clause < q->tokens.first) {
			st->parts[0].start = x->tokens.items[clause].start;
			st->mode = MODE_MIXED;
		}
		/* an opening mark that was lost: what stands here is in no marks, and where the speech began is a guess */
		if (q->torn && !is_quote_mark(x, q->tokens.first))
			st->mode = MODE_INDIRECT;
	}
}

static uint32_t statement_start(const struct statement *s)
{
	return s->part_count && (spot_empty(s->cue) || s->parts[0].start < s->cue.start)
		       ? s->parts[0].start
		       : s->cue.start;
}

/* In the order of the text; insertion sort, for the few statements of one sentence come nearly sorted. */
static void sort_statements(struct article *x, uint32_t first)
{
	for (size_t i = first + 1; i < x->statement_count; i++) {
		struct statement s = x->statements[i];
		size_t k = i;
		while (k > first && statement_start(&x->statements[k - 1]) > statement_start(&s)) {
			x->statements[k] = x->statements[k - 1];
			k--;
		}
		x->statements[k] = s;
	}
}

/* Puts what a clitic denial answers in front of the clitic: the statement before, or all of the sentence before. */
static void add_answered(const struct article *x, struct statement *s, uint32_t n)
{
	struct spot answered = {0, 0};
	if (n > 0 && x->statements[n - 1].sentence + 1 >= s->sentence &&
	    x->statements[n - 1].part_count == 1)
		answered = x->statements[n - 1].parts[0];
	else if (s->sentence > 0 && x->sentences[s->sentence - 1].kind == SENTENCE_BODY)
		answered = spot_of(x, article_trim(x, x->sentences[s->sentence - 1].tokens));
	if (spot_empty(answered) || answered.end > s->parts[0].start)
		return;
	s->parts[1] = s->parts[0];
	s->parts[0] = answered;
	s->part_count = 2;
}

/* An indirect statement with words in marks is mixed. Done last: outlets that gave way have been taken out by then, and what
 * the others say does not overlap, so this stays linear. */
static void mark_mixed(const struct article *x, struct statement *s)
{
	if (s->mode != MODE_INDIRECT || s->quotation != NONE || s->part_count == 0 ||
	    (!spot_empty(s->cue) && x->quoted[article_token_at(x, s->cue.start)] != NONE))
		return;
	uint32_t end = article_token_from(x, s->parts[0].end);
	for (uint32_t i = article_token_at(x, s->parts[0].start);
	     (i = article_next(x, MAP_QUOTED, i, end)) < end; i++)
		if (token_is_word(x, i)) {
			s->mode = MODE_MIXED;
			return;
		}
}

/* Behind the last sentence that may hold a statement: of whom the others speak makes no difference any more. */
static uint32_t said_end(const struct article *x)
{
	uint32_t k = (uint32_t)x->sentence_count, last = 0;
	if (x->quotation_count)
		last = x->quotations[x->quotation_count - 1].tokens.end;
	for (; k > 0; k--) {
		const struct sentence *s = &x->sentences[k - 1];
		if (s->cue || s->kind == SENTENCE_HEADLINE || s->tokens.first < last)
			break;
	}
	return k;
}

static void read_sentence(struct article *x, uint32_t k, uint32_t *next_quotation)
{
	struct sentence *s = &x->sentences[k];
	s->statement = (uint32_t)x->statement_count;
	if (s->kind != SENTENCE_OTHER) {
		take_quotations(x, k, next_quotation);
		/* without a word that reports there is nothing to find: half of all sentences */
		if (s->cue || s->kind == SENTENCE_HEADLINE ||
		    (s->relay_word && x->statement_count > s->statement))
			indirect_find(x, k);
		sort_statements(x, s->statement);
	}
	if (k < x->said_end)
		resolve_sentence(x, k);
	for (size_t n = s->statement; n < x->statement_count; n++) {
		mark_mixed(x, &x->statements[n]);
		if (x->statements[n].answers)
			add_answered(x, &x->statements[n], (uint32_t)n);
		stance_set(x, &x->statements[n]);
		if (!spot_empty(s->relay) && n + 1 == x->statement_count)
			via_add(&x->statements[n], s->relay);
	}
}

enum step attribute_document(struct record *records, size_t count, struct sink *out,
			     void *attributor)
{
	struct attributor *a = attributor;
	struct article *x = &a->article;
	uint32_t next_quotation = 0;
	if (a->language_count) {
		article_build(a, records, count);
		quotes_pair(x);
		resolve_start(x);
		names_collect(x);
		via_alone(x);
		direct_find(x);
		x->said_end = said_end(x);
		for (uint32_t k = 0; k < x->sentence_count; k++)
			read_sentence(x, k, &next_quotation);
	}
	emit_document(a, records, count, out);
	return STEP_OK;
}

/* Around a cue: the words of its verb group, the subject before it, the content behind it. */
#include "cmd/attribute/model.h"

enum { LEFT_MAX = 60, PHRASE_TOKENS = 4, FRAME_MAX = 30, ASIDES_MAX = 4, RELATIVE_MAX = 6 };

/* Start of the phrase of one of `kinds` that ends right before i, or NONE. */
static uint32_t phrase_before(const struct article *x, uint32_t i, uint32_t left, uint64_t kinds)
{
	for (uint32_t n = PHRASE_TOKENS; n >= 1; n--)
		if (i >= left + n && word_any(x, i - n, kinds) && word_length(x, i - n) == n)
			return i - n;
	return NONE;
}

/* "bantah maupun benarkan": a second cue behind a coordinator belongs to the group. */
static void take_coordinated(const struct article *x, struct verb_group *v, uint32_t right)
{
	while (v->end + 1 < right && word_is(x, v->end, WORD_COORDINATOR)) {
		uint32_t next = v->end + 1;
		const struct cue_word *c = x->tags[next].cue;
		const struct cue_word *own = x->tags[v->cue].cue;
		if (!c || !own || c->form == CUE_BARE || c->form == CUE_CLITIC ||
		    !((c->stance == STANCE_CONFIRM && own->stance == STANCE_DENY) ||
		      (c->stance == STANCE_DENY && own->stance == STANCE_CONFIRM)))
			return;
		v->second_confirm = true;
		v->end = next + word_length(x, next);
	}
}

/* "the states", "Editor's note": a word that is a noun as well, behind a determiner or a genitive. */
bool clause_noun(const struct article *x, uint32_t k, uint32_t left)
{
	const struct cue_word *c = x->tags[k].cue;
	if (word_is(x, k, WORD_INNER))
		return true; /* the United States */
	if (c->form == CUE_BARE)
		return c->noun && k > left && x->tags[k - 1].cue;
	if ((!c->noun && c->form != CUE_BASE) || k == left)
		return false;
	uint32_t n = k - 1;
	const struct token *t = &x->tokens.items[n];
	if (word_any(x, n,
		     WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_NEGATOR) | WORD_BIT(WORD_REFUSAL) |
			     WORD_BIT(WORD_ADDRESSEE)))
		return false; /* "did not comment", "declined to comment" */
	bool genitive =
		t->end - t->start == 1 && n > left &&
		(mark_is(x, n - 1, MARK_APOSTROPHE) || mark_is(x, n - 1, MARK_SINGLE_CLOSE));
	return genitive || t->kind != TOKEN_WORD ||
	       word_any(x, n, WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_PREPOSITION)) ||
	       (c->noun && c->form == CUE_BASE &&
		!(word_is(x, n, WORD_PRONOUN) || x->text.data[t->end - 1] == 's' ||
		  word_is(x, n, WORD_PEOPLE)));
}

/* Whether a word of one of `kinds` stands so near in front of i that a phrase of them may end there. */
static bool near_before(const struct article *x, uint32_t i, uint32_t left, uint64_t kinds)
{
	uint64_t seen = 0;
	for (uint32_t k = i - left > PHRASE_TOKENS ? i - PHRASE_TOKENS : left; k < i; k++)
		seen |= x->tags[k].kinds;
	return (seen & kinds) != 0;
}

/* The verb group of the cue at `cue`, looking no further than `within`. */
struct verb_group clause_verb(const struct article *x, const struct language *l, uint32_t cue,
			      struct stretch within)
{
	struct verb_group v = {
		.first = cue, .cue = cue, .end = cue + word_length(x, cue), .named_first = cue};
	(void)l;
	take_coordinated(x, &v, within.end);
	for (uint32_t steps = 0; steps < 8 && v.first > within.first; steps++) {
		uint32_t p;
		if (!near_before(x, v.first, within.first,
				 WORD_BIT(WORD_REFUSAL) | WORD_BIT(WORD_NEGATOR) |
					 WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_ADVERB_HEAD)))
			break; /* most: the rest asks one by one */
		if (v.first >= within.first + 2 && word_is(x, v.first - 2, WORD_ADVERB_HEAD) &&
		    token_is_word(x, v.first - 1) && !x->tokens.items[v.first - 1].capital &&
		    !word_any(x, v.first - 1, WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_PEOPLE)) &&
		    !(x->tags[v.first - 1].cue && x->tags[v.first - 1].cue->form != CUE_BARE)) {
			v.first -= 2;
			continue;
		}
		if ((p = phrase_before(x, v.first, within.first, WORD_BIT(WORD_REFUSAL))) != NONE)
			v.refused = true;
		else if ((p = phrase_before(x, v.first, within.first, WORD_BIT(WORD_NEGATOR))) !=
			 NONE)
			v.negated = !v.negated || v.second_confirm;
		else if ((p = phrase_before(x, v.first, within.first, WORD_BIT(WORD_ADVERB))) ==
				 NONE ||
			 (x->tokens.items[p].capital && !x->tokens.items[cue].capital))
			break;
		else {
			v.first = p;
			continue;
		}
		v.first = p;
		v.named_first = p;
	}
	v.infinitive = !v.refused && v.first > within.first &&
		       word_is(x, v.first - 1, WORD_ADDRESSEE) &&
		       word_is(x, v.first - 1, WORD_COMPLEMENTIZER);
	return v;
}

static uint32_t bracket_before(const struct article *x, uint32_t close, uint32_t left)
{
	for (uint32_t k = close; k > left && close - k < 14; k--)
		if (mark_is(x, k - 1, MARK_OPEN))
			return k - 1;
	return close;
}

/* The relative word that opens the clause whose verb is at i, or NONE: "yang meminta namanya tidak ditulis". */
static uint32_t relative_before(const struct article *x, uint32_t i, uint32_t left)
{
	for (uint32_t n = 0; n < RELATIVE_MAX && i > left; n++, i--) {
		if (word_is(x, i - 1, WORD_RELATIVE))
			return i - 1;
		if (!token_is_word(x, i - 1) ||
		    word_any(x, i - 1, WORD_BIT(WORD_CONJUNCTION) | WORD_BIT(WORD_COMPLEMENTIZER)))
			return NONE;
	}
	return NONE;
}

struct left_scan {
	uint32_t begin; /* of the noun phrase */
	bool embedded;  /* a verb stands before it: its object, or nothing */
	bool comma;     /* bounded by a comma */
};

static bool clause_mark(const struct article *x, uint32_t i)
{
	uint8_t m = x->tokens.items[i].mark;
	return m == MARK_COMMA || m == MARK_COLON || m == MARK_SEMICOLON || m == MARK_DASH ||
	       m == MARK_QUESTION || m == MARK_EXCLAMATION || m == MARK_QUOTE ||
	       m == MARK_QUOTE_OPEN || m == MARK_QUOTE_CLOSE || m == MARK_BULLET ||
	       (m == MARK_HYPHEN && (x->tokens.items[i].space || x->tokens.items[i + 1].space));
}

/* "11 hingga 15 tahun" */
static bool between_digits(const struct article *x, uint32_t i)
{
	return i > 0 && x->tokens.items[i - 1].kind == TOKEN_DIGITS &&
	       x->tokens.items[i + 1].kind == TOKEN_DIGITS;
}

/* Walks left from e to where the clause begins. */
static struct left_scan scan_left(const struct article *x, const struct language *l, uint32_t *e,
				  uint32_t left)
{
	struct left_scan r = {.begin = *e};
	uint32_t k = *e, cut = NONE, floor = *e - left > LEFT_MAX ? *e - LEFT_MAX : left;
	while (k > floor) {
		uint32_t t = k - 1;
		if (x->tokens.items[t].kind == TOKEN_MARK) {
			if (mark_is(x, t, MARK_CLOSE)) {
				k = bracket_before(x, t, floor);
				if (k == t)
					break;
				continue;
			}
			/* the cue goes on behind "K.L." in front of it */
			if (clause_mark(x, t) || article_sentence_end(x, t, *e + 1)) {
				r.comma = mark_is(x, t, MARK_COMMA);
				break;
			}
		} else if (word_is(x, t, WORD_RELATIVE) && t > floor && k < *e &&
			   !speaker_second_title(x, t, *e)) {
			*e = t; /* a relative clause without a known verb: the subject stands before it */
			cut = NONE;
		} else if (article_is_verb(x, l, t) &&
			   !(t > floor && mark_is(x, t - 1, MARK_HYPHEN))) {
			uint32_t relative = relative_before(x, t, floor);
			if (relative == NONE) {
				r.embedded = cut == NONE;
				break;
			}
			*e = relative;
			k = relative;
			cut = NONE;
			continue;
		} else if (word_is(x, t, WORD_CONJUNCTION) && !x->tokens.items[t].capital)
			cut = cut == NONE ? k : cut;
		else if (word_any(x, t,
				  WORD_BIT(WORD_SUBORDINATOR) | WORD_BIT(WORD_COMPLEMENTIZER)) &&
			 !word_any(x, t, WORD_BIT(WORD_CONNECTOR) | WORD_BIT(WORD_ADVERB)) &&
			 word_length(x, t) <= *e - t && !between_digits(x, t)) {
			/* "Menteri X yang datang seusai rapat mengatakan" */
			uint32_t relative = t > floor && article_is_verb(x, l, t - 1)
						    ? relative_before(x, t - 1, floor)
						    : NONE;
			if (relative == NONE)
				break;
			*e = relative;
			k = relative;
			cut = NONE;
			continue;
		}
		k = t;
	}
	r.begin = k > floor && cut != NONE && x->tokens.items[k - 1].kind == TOKEN_WORD &&
				  article_is_verb(x, l, k - 1)
			  ? cut
			  : k;
	return r;
}

/* "Pada tanggal 13 Mei", "Dalam kesempatan itu": behind it, or i when it is no such phrase. */
static uint32_t past_time(const struct article *x, uint32_t i, uint32_t end)
{
	uint32_t k = i + 1;
	while (k < end && (word_is(x, k, WORD_TIME) || x->tokens.items[k].kind == TOKEN_DIGITS ||
			   mark_is(x, k, MARK_SLASH)))
		k++;
	if (k > i + 1)
		return k;
	for (; k < end && k < i + 5; k++)
		if (word_is(x, k, WORD_AFTER_DETERMINER) && !x->tokens.items[i + 1].capital)
			return k + 1;
	return i;
}

/* Takes connectors, times and the like from the front of a subject. */
static uint32_t strip_leads(const struct article *x, uint32_t i, uint32_t end)
{
	for (;;) {
		uint32_t n = word_length(x, i);
		if (i + n >= end)
			return i;
		bool skip = word_any(x, i,
				     WORD_BIT(WORD_LEAD) | WORD_BIT(WORD_TIME) |
					     WORD_BIT(WORD_CONJUNCTION) | WORD_BIT(WORD_ADVERB)) ||
			    (word_is(x, i, WORD_SUBORDINATOR) &&
			     !word_any(x, i, WORD_BIT(WORD_PEOPLE) | WORD_BIT(WORD_PRONOUN)));
		if (word_any(x, i,
			     WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_ORGANISATION) |
				     WORD_BIT(WORD_PRONOUN)) &&
		    n == 1)
			skip = false;
		if (!skip && x->tokens.items[i].kind == TOKEN_MARK && !mark_is(x, i, MARK_OPEN))
			skip = true;
		if (!skip && word_is(x, i, WORD_PREPOSITION) && !word_is(x, i, WORD_ROLE)) {
			uint32_t past = past_time(x, i, end);
			if (past < end && past > i) {
				i = past;
				continue;
			}
		}
		if (!skip)
			return i;
		i += n;
		while (i < end &&
		       (x->tokens.items[i].kind == TOKEN_DIGITS && word_is(x, i - 1, WORD_TIME)))
			i++;
	}
}

/* "Dalam laporannya Reuters": what follows the prepositional phrase without a comma, or end. */
static uint32_t past_preposition(const struct article *x, uint32_t i, uint32_t end)
{
	if (!word_is(x, i, WORD_PREPOSITION) || x->tags[i].kinds & WORD_BIT(WORD_ROLE))
		return i;
	for (uint32_t k = i + 2; k < end; k++)
		if (word_any(x, k,
			     WORD_BIT(WORD_PRONOUN) | WORD_BIT(WORD_ROLE) |
				     WORD_BIT(WORD_HONORIFIC)) &&
		    !word_is(x, k - 1, WORD_PREPOSITION))
			return k;
	return end;
}

static uint32_t comma_before(const struct article *x, uint32_t i, uint32_t left)
{
	uint32_t k = i, floor = i - left > LEFT_MAX ? i - LEFT_MAX : left;
	while (k > floor && !mark_is(x, k - 1, MARK_COMMA))
		k = mark_is(x, k - 1, MARK_CLOSE) && bracket_before(x, k - 1, floor) < k - 1
			    ? bracket_before(x, k - 1, floor)
			    : k - 1;
	return k;
}

/* "Juru bicara Kremlin, Dmitry Peskov, …": joins a title in front of the comma to the name behind it, and the other way round. */
static void join_apposition(const struct article *x, const struct language *l, uint32_t begin,
			    uint32_t end, uint32_t left, struct speaker *out)
{
	struct speaker before, both;
	if (begin < left + 2 || !mark_is(x, begin - 1, MARK_COMMA) || out->pronoun)
		return;
	uint32_t e = begin - 1;
	struct left_scan scan = scan_left(x, l, &e, left);
	uint32_t first = scan.begin < e ? strip_leads(x, scan.begin, e) : e;
	if (scan.embedded || e != begin - 1 || first >= e ||
	    aside_is(x, (struct stretch){first, e}) ||
	    !speaker_parse(x, l, (struct stretch){first, e}, &before))
		return;
	bool pure = out->name && out->mention.start == x->tokens.items[out->phrase.first].start &&
		    out->mention.end == x->tokens.items[out->phrase.end - 1].end;
	bool title_first =
		!spot_empty(before.role) &&
		(before.name ? pure && before.mention.start > before.role.start : out->name);
	bool name_first =
		before.name && !out->name &&
		(!spot_empty(out->role) || word_is(x, out->phrase.first, WORD_DETERMINER));
	/* "Wira Sanjaya, Komisaris Altirta": what follows the title is what it is over */
	bool office = before.name && out->name && spot_empty(before.role) &&
		      !spot_empty(out->role) && out->role.start == x->tokens.items[begin].start &&
		      before.phrase.end - before.phrase.first > 1 &&
		      before.mention.start == x->tokens.items[before.phrase.first].start &&
		      before.mention.end == x->tokens.items[before.phrase.end - 1].end;
	if (!title_first && !name_first && !office)
		return;
	if (office)
		speaker_titled(x, (struct stretch){begin, end}, &before, out);
	else if (speaker_parse(x, l, (struct stretch){first, end}, &both) && both.name)
		*out = both;
}

static bool ellipsis(const struct article *x, uint32_t i, uint32_t left)
{
	if (i <= left)
		return true;
	return word_any(x, i - 1, WORD_BIT(WORD_CONJUNCTION) | WORD_BIT(WORD_SUBORDINATOR)) &&
	       !word_is(x, i - 1, WORD_COMPLEMENTIZER);
}

/* The end of the subject: in front of the asides that stand before token e. */
static uint32_t before_asides(const struct article *x, uint32_t e, uint32_t left)
{
	for (int asides = 0; e > left && mark_is(x, e - 1, MARK_COMMA); asides++) {
		struct stretch s = {comma_before(x, e - 1, left), e - 1};
		if (asides == ASIDES_MAX || s.first == left || !aside_is(x, s))
			return e - 1;
		e = s.first;
	}
	return e;
}

static struct left_scan scan_subject(const struct article *x, const struct language *l,
				     uint32_t *end, uint32_t left, bool relative)
{
	struct left_scan scan = scan_left(x, l, end, left);
	if (scan.comma && scan.begin > left + 2 &&
	    (aside_times(x, scan.begin, *end) ||
	     aside_degree(x, (struct stretch){scan.begin, *end}))) {
		*end = scan.begin - 1; /* "…, Senin mengatakan"; "…, M.Si Sp.EM mengatakan" */
		scan = scan_left(x, l, end, left);
	}
	uint32_t glued = scan.embedded && !relative && scan.begin < *end
				 ? aside_subheadline(x, scan.begin, *end)
				 : scan.begin;
	if (glued > scan.begin) {
		scan.begin = glued;
		scan.embedded = false;
	}
	return scan;
}

static uint32_t subject_start(const struct article *x, struct left_scan scan, uint32_t end,
			      bool relative)
{
	uint32_t first = strip_leads(x, scan.begin, end);
	for (uint32_t k = end; relative && scan.embedded && k > first; k--)
		if (word_is(x, k - 1, WORD_DETERMINER))
			return k - 1; /* "not paying an architect who said" */
	return aside_subheadline(x, first, end);
}

/* The subject of the verb group. False when there is none; *dropped then tells whether one is understood. */
bool clause_subject(const struct article *x, const struct language *l, const struct verb_group *v,
		    uint32_t left, struct speaker *out, bool *dropped)
{
	uint32_t e = v->first;
	*dropped = false;
	if (v->infinitive)
		return false;
	if (ellipsis(x, e, left)) {
		*dropped = true;
		return false;
	}
	if (word_is(x, e - 1, WORD_PREPOSITION) && token_is_word(x, e - 1) &&
	    !word_any(x, e - 1,
		      WORD_BIT(WORD_TIME) | WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_PEOPLE) |
			      WORD_BIT(WORD_AFTER_DETERMINER)))
		return false; /* "Over Proposed": what follows a preposition is no verb of the clause */
	bool relative = word_is(x, e - 1, WORD_RELATIVE);
	uint32_t end = before_asides(x, relative ? e - 1 : e, left);
	struct left_scan scan = scan_subject(x, l, &end, left, relative);
	if ((scan.embedded && !relative) || scan.begin >= end) {
		*dropped = mark_is(x, v->first - 1, MARK_COMMA);
		return false;
	}
	end = aside_trim_times(x, scan.begin, end);
	uint32_t first = subject_start(x, scan, end, relative);
	if (word_is(x, first, WORD_LEAD) && first + word_length(x, first) >= end)
		return false; /* "Ada pula yang mengatakan" */
	uint32_t bare = first;
	if (relative && word_is(x, first, WORD_PREPOSITION) && first + 1 < end &&
	    (word_is(x, first + 1, WORD_DOCUMENT) ||
	     (first + 2 < end && word_is(x, first + 2, WORD_DOCUMENT))))
		first++; /* "dalam surat yang menyebut": the relative word's own noun */
	first = past_preposition(x, first, end);
	if (first >= end && speaker_parse(x, l, (struct stretch){bare, end}, out) && out->name &&
	    out->mention.end == x->tokens.items[end - 1].end)
		return true; /* "In a meeting with the board of the Post Trump said" */
	if (first >= end || !speaker_parse(x, l, (struct stretch){first, end}, out))
		return false;
	join_apposition(x, l, first, end, left, out);
	return true;
}

/* The word that opens the content clause, when only times, places and addressees stand before it; else NONE. */
static uint32_t find_opener(const struct article *x, const struct language *l, uint32_t i,
			    uint32_t right, bool addressee)
{
	uint32_t limit = right - i > FRAME_MAX ? i + FRAME_MAX : right;
	bool frame = addressee;
	for (uint32_t k = i; k < limit; k++) {
		if (word_is(x, k, WORD_COMPLEMENTIZER) && !word_is(x, k, WORD_ADDRESSEE))
			return k;
		if (word_is(x, k, WORD_COMPLEMENTIZER) && addressee && k > i)
			return k;
		if (k == i)
			frame |= word_any(x, k,
					  WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_TIME) |
						  WORD_BIT(WORD_ADDRESSEE) |
						  WORD_BIT(WORD_ADVERB)) ||
				 mark_is(x, k, MARK_COMMA) || mark_is(x, k, MARK_OPEN);
		if (!frame || article_sentence_end(x, k, right))
			return NONE;
		if (k > i && article_is_verb(x, l, k) && !word_is(x, k - 1, WORD_RELATIVE) &&
		    !word_any(x, k, WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_TIME)))
			return NONE;
	}
	return NONE;
}

/* Behind the addressee of "told": a pronoun, reporters, a name, "the committee"; where the content begins. */
uint32_t clause_addressee(const struct article *x, const struct language *l, uint32_t i,
			  uint32_t right)
{
	if (i >= right)
		return i;
	if (word_any(x, i, WORD_BIT(WORD_OWN) | WORD_BIT(WORD_PRONOUN) | WORD_BIT(WORD_ANAPHOR)))
		return i + 1;
	if (word_is(x, i, WORD_PEOPLE) && !word_is(x, i, WORD_DETERMINER) &&
	    !x->tokens.items[i].capital)
		return i + word_length(x, i);
	uint32_t end = speaker_extend(x, l, i, right);
	/* "told Fox News he was": the pronoun ends the phrase; "told the crowd the ads": the second determiner does */
	for (uint32_t k = i + 1; k < end; k++)
		if (word_any(x, k, WORD_BIT(WORD_DETERMINER)) &&
		    !word_is(x, k - 1, WORD_PREPOSITION))
			return k;
	return end;
}

/* What the cue says: up to `right`. *clause is set when a complementizer, a comma or a colon opens it. */
struct stretch clause_content(const struct article *x, const struct language *l,
			      const struct verb_group *v, const struct cue_word *c, uint32_t right,
			      bool *clause)
{
	uint32_t i = v->end;
	bool told = c->takes == TAKES_ADDRESSEE ||
		    (i + 1 < right && word_is(x, i, WORD_ADDRESSEE) &&
		     (x->tokens.items[i + 1].capital ||
		      word_any(x, i + 1,
			       WORD_BIT(WORD_PEOPLE) | WORD_BIT(WORD_PRONOUN) |
				       WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_ROLE) |
				       WORD_BIT(WORD_OUTLET_HEAD) | WORD_BIT(WORD_ORGANISATION))));
	uint32_t opener = find_opener(x, l, i, right, told);
	*clause = false;
	if (opener != NONE) {
		*clause = true;
		i = opener;
		if (!word_is(x, i, WORD_QUESTION) && !word_is(x, i, WORD_ADDRESSEE))
			i += word_length(x, i);
	} else if (i < right && (mark_is(x, i, MARK_COMMA) || mark_is(x, i, MARK_COLON))) {
		*clause = true;
		i++;
		struct stretch s = {i, i};
		while (s.end < right && s.end < i + 12 && !mark_is(x, s.end, MARK_COMMA))
			s.end++;
		if (s.end < right && mark_is(x, s.end, MARK_COMMA) &&
		    word_any(x, i, WORD_BIT(WORD_TIME) | WORD_BIT(WORD_RELAY)))
			i = s.end + 1; /* "berharap, dikutip dari Y, harga turun" */
	} else if (told) {
		if (word_is(x, i, WORD_ADDRESSEE))
			i++;
		i = clause_addressee(x, l, i, right);
		if (i < right && (mark_is(x, i, MARK_COMMA) || mark_is(x, i, MARK_COLON))) {
			*clause = true;
			i++;
		}
	}
	return article_trim(x, (struct stretch){i < right ? i : right, right});
}

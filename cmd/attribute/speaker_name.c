/* The person's name in the noun phrase of a speaker. */
#include "cmd/attribute/speaker.h"

#define FUNCTION_WORD                                                                              \
	(WORD_BIT(WORD_CUE) | WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_NEGATOR) |                     \
	 WORD_BIT(WORD_REFUSAL) | WORD_BIT(WORD_QUESTION) | WORD_BIT(WORD_CONJUNCTION) |           \
	 WORD_BIT(WORD_RELATIVE) | WORD_BIT(WORD_OPENER) | WORD_BIT(WORD_RELAY) |                  \
	 WORD_BIT(WORD_AGENT))

/* A name that has begun may go on with these: Kanye West, Budi Agung. */
#define NOT_LATER_NAME                                                                             \
	(NOT_NAME & ~(WORD_BIT(WORD_INSTITUTION) | WORD_BIT(WORD_LEAD) | WORD_BIT(WORD_THING)))

/* A first name may be one of these: Bill, June, Frank. */
#define WORDS_TOO                                                                                  \
	(WORD_BIT(WORD_DOCUMENT) | WORD_BIT(WORD_TIME) | WORD_BIT(WORD_PEOPLE) |                   \
	 WORD_BIT(WORD_INSTITUTION))

/* "Tirta.com" is nobody's name. */
static bool host_name(const struct article *x, uint32_t i)
{
	const struct token *t = &x->tokens.items[i];
	return i + 2 < x->tokens.count && mark_is(x, i + 1, MARK_PERIOD) && !t[1].space &&
	       t[2].kind == TOKEN_WORD && !t[2].space && !t[2].capital;
}

bool speaker_plain_name(const struct article *x, struct stretch s)
{
	const uint64_t named = WORD_BIT(WORD_GIVEN) | WORD_BIT(WORD_FEMALE) | WORD_BIT(WORD_MALE);
	for (uint32_t i = s.first; i < s.end; i++) {
		const struct token *t = &x->tokens.items[i];
		if (!t->capital || t->all_capital || word_any(x, i, ~named))
			return false;
	}
	return !host_name(x, s.end - 1);
}

/* "Steve Israel", "Sen. Angus King": a place or a title right behind a first name ends the name. */
static bool family_name(const struct article *x, uint32_t i)
{
	const struct token *t = &x->tokens.items[i];
	if (i < 3 || !word_any(x, i, WORD_BIT(WORD_PLACE) | WORD_BIT(WORD_ROLE)) ||
	    word_length(x, i) != 1 || word_is(x, i, WORD_INNER) || !t[-1].capital ||
	    t->all_capital || (i + 1 < x->tokens.count && t[1].capital && t[1].space))
		return false;
	bool title = mark_is(x, i - 2, MARK_PERIOD) && !t[-2].space &&
		     word_is(x, i - 3, WORD_ROLE) && t[-3].capital;
	return title || (word_any(x, i - 1, WORD_BIT(WORD_FEMALE) | WORD_BIT(WORD_MALE)) &&
			 !word_any(x, i - 1, NOT_NAME));
}

static bool name_token(const struct article *x, uint32_t i, bool begun)
{
	const struct token *t = &x->tokens.items[i];
	if (t->kind != TOKEN_WORD || !t->capital || host_name(x, i))
		return false;
	if (!begun && ((t->all_capital && t->end - t->start > 2) ||
		       (word_is(x, i, WORD_AFTER_DETERMINER) && !word_is(x, i, WORD_GIVEN))))
		return false;
	if (!begun && word_any(x, i, FUNCTION_WORD)) /* Menurut Budi; but Will Smith */
		return word_is(x, i, WORD_ADVERB) &&
		       !word_any(x, i,
				 (FUNCTION_WORD & ~WORD_BIT(WORD_ADVERB)) | WORD_BIT(WORD_LEAD) |
					 WORD_BIT(WORD_TIME)) &&
		       i + 1 < x->tokens.count && x->tokens.items[i + 1].capital &&
		       x->tokens.items[i + 1].space && !word_any(x, i + 1, NOT_NAME);
	if (begun && t->all_capital && t->end - t->start > 2 && !t[-1].all_capital)
		return word_is(
			x, i,
			WORD_PARTICLE); /* "Pengawas Perbankan OJK Heru": an acronym ends what was no name */
	if (begun && t->end - t->start == 1 && i + 1 < x->tokens.count &&
	    mark_is(x, i + 1, MARK_PERIOD) && !t[1].space)
		return true; /* John A. Boehner */
	if (begun && family_name(x, i))
		return true;
	if (begun && word_is(x, i, WORD_PLATFORM))
		return false; /* the WikiLeaks Twitter account */
	if (begun && word_is(x, i, WORD_GIVEN) && !(i + 1 < x->tokens.count && t[1].capital))
		return true; /* Charlie Rose */
	if (begun &&
	    (word_is(x, i, WORD_VERB) || (word_is(x, i, WORD_CUE) && !x->tags[i].cue->noun)))
		return false; /* "Sanders Vows" */
	if (begun && word_is(x, i, WORD_GIVEN) && word_is(x, i, WORD_ROLE) &&
	    !word_is(x, i, WORD_INNER))
		return true; /* "Luqman Hakim" */
	if (!begun && word_is(x, i, WORD_GIVEN) && word_any(x, i, WORDS_TOO) &&
	    !word_any(x, i, NOT_NAME & ~WORDS_TOO))
		return i + 1 < x->tokens.count && x->tokens.items[i + 1].capital &&
		       token_is_word(x, i + 1) && !word_any(x, i + 1, NOT_LATER_NAME);
	return !(x->tags[i].kinds & (begun ? NOT_LATER_NAME : NOT_NAME));
}

/* The run of name tokens that begins at i (i itself is one); returns its end. */
static uint32_t name_run(const struct article *x, uint32_t i, uint32_t end)
{
	uint32_t k = i + 1;
	while (k < end) {
		if (phrase_glues(x, k, end) && k + 1 < end && !mark_is(x, k, MARK_AMPERSAND)) {
			/* speaker_possessive: Trump's campaign is no Trump; and no name has a number in it */
			if (x->tokens.items[k + 1].kind == TOKEN_DIGITS)
				break;
			if (x->tokens.items[k + 1].end - x->tokens.items[k + 1].start == 1 &&
			    !x->tokens.items[k + 1].capital)
				break;
			k += 2;
		} else if (phrase_initial(x, k, i))
			k++;
		else if (name_token(x, k, true) ||
			 (token_is_word(x, k) && word_is(x, k, WORD_PARTICLE) && k + 1 < end &&
			  name_token(x, k + 1, true)))
			k++;
		else
			break;
	}
	return k;
}

static uint32_t skip_titles(const struct article *x, uint32_t i, uint32_t end)
{
	while (i < end && (word_any(x, i, WORD_BIT(WORD_HONORIFIC)) ||
			   (mark_is(x, i, MARK_PERIOD) && !x->tokens.items[i].space)))
		i += word_length(x, i);
	return i < end ? i : end;
}

/* "Otorita Bendungan Karangsemilir", "Polda Metro Jaya": an organisation without a title holds no person. */
static bool organisation_alone(const struct article *x, struct stretch s)
{
	if (s.first >= s.end || !word_is(x, s.first, WORD_ORGANISATION) ||
	    word_is(x, s.first, WORD_ROLE) || !x->tokens.items[s.first].capital)
		return false;
	for (uint32_t i = s.first; i < s.end; i++) {
		if (!word_any(x, i, WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_HONORIFIC)))
			continue;
		uint32_t past =
			i +
			word_length(x,
				    i); /* "Authority spokeswoman Dewi", but "Forum Warga Hilir" */
		if (!word_is(x, i, WORD_PEOPLE) ||
		    (past < s.end && x->tokens.items[past].capital &&
		     (!x->tokens.items[i].capital ||
		      word_any(x, past,
			       WORD_BIT(WORD_GIVEN) | WORD_BIT(WORD_FEMALE) |
				       WORD_BIT(WORD_MALE)))))
			return false;
	}
	return true;
}

/* Where the titles right in front of a name begin: a spokesman for |Vice President Mike Pence */
static uint32_t before_titles(const struct article *x, uint32_t i, uint32_t first)
{
	while (i > first && (mark_is(x, i - 1, MARK_PERIOD) ||
			     (x->tokens.items[i - 1].capital &&
			      word_any(x, i - 1,
				       WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_HONORIFIC) |
					       WORD_BIT(WORD_ROLE_PART)))))
		i--;
	return i;
}

/* "an aide to USDA undersecretary |Daniel Amstutz": the aide speaks, whoever he is. */
static bool of_somebody(const struct article *x, struct stretch s, uint32_t name)
{
	if (!word_is(x, s.first, WORD_INDEFINITE))
		return false;
	bool role = false;
	for (uint32_t i = s.first + 1; i < name; i++) {
		if (x->tokens.items[i].capital && !role)
			return false;
		if (role && word_is(x, i, WORD_CONNECTOR))
			return true;
		role |= word_is(x, i, WORD_ROLE);
	}
	return false;
}

/* "ATR Lintas": a firm. Behind a title the acronym would be what the title is over, and in front of one too. */
static bool acronym_leads(const struct article *x, struct stretch s)
{
	const struct token *t = &x->tokens.items[s.first];
	if (s.first + 2 > s.end || !t->all_capital || t->end - t->start <= 2)
		return false;
	for (uint32_t i = s.first; i < s.end; i++)
		if (word_is(x, i, WORD_ROLE))
			return false; /* "EPN spokesman Alex Radwick" */
	return token_is_word(x, s.first) && token_is_word(x, s.first + 1) && t[1].space &&
	       !t[1].all_capital &&
	       !word_any(x, s.first + 1, WORD_BIT(WORD_GIVEN) | WORD_BIT(WORD_ORGANISATION)) &&
	       !word_any(x, s.first,
			 WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_HONORIFIC) | WORD_BIT(WORD_GIVEN));
}

/* The name of a segment: a run that reaches its end and does not hang on a preposition; or one at its very start. */
static struct stretch segment_name(const struct article *x, struct stretch s)
{
	struct stretch best = {s.end, s.end};
	if (organisation_alone(x, s) || acronym_leads(x, s))
		return best;
	for (uint32_t i = s.first; i < s.end;) {
		if (!x->tokens.items[i].capital || !name_token(x, i, false) ||
		    (i > s.first && phrase_glues(x, i - 1, s.end))) {
			i++;
			continue;
		}
		uint32_t end = name_run(x, i, s.end);
		uint32_t past = end; /* Tom McCabe MSP */
		while (past < s.end && word_is(x, past, WORD_HONORIFIC))
			past++;
		bool to_end = past == s.end || (mark_is(x, end, MARK_OPEN) &&
						phrase_past_bracket(x, end, s.end) == s.end);
		if (of_somebody(x, s, i))
			break;
		uint32_t front = before_titles(x, i, s.first);
		uint64_t joints = WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_CONNECTOR) |
				  (front == i ? WORD_BIT(WORD_CONJUNCTION) : 0);
		bool hangs = front > s.first && token_is_word(x, front - 1) &&
			     !x->tokens.items[front - 1].capital && word_any(x, front - 1, joints);
		bool leads = i == skip_titles(x, s.first, s.end) && end < s.end &&
			     (word_is(x, end, WORD_RELATIVE) ||
			      (end - i > 1 &&
			       (word_is(x, end, WORD_PREPOSITION) ||
				(word_is(x, end, WORD_ROLE) && word_is(x, i, WORD_GIVEN)))));
		if ((to_end && !hangs) || leads)
			return (struct stretch){i, end};
		if (!hangs && i > s.first && end - i > 1 && word_is(x, end, WORD_PREPOSITION) &&
		    !x->tokens.items[end].capital && best.first == best.end)
			best = (struct stretch){
				i,
				end}; /* "… Baequni Boerman dalam waktu": good enough when none ends the phrase */
		i = end;
	}
	return best;
}

/* "M.Epid", "S.H." behind a comma. */
static bool is_degree(const struct article *x, uint32_t i, uint32_t end)
{
	const struct token *t = &x->tokens.items[i];
	return i + 1 < end && t->end - t->start <= 3 && mark_is(x, i + 1, MARK_PERIOD) &&
	       !t[1].space && (i + 2 >= end || !t[2].space);
}

void speaker_find_name(const struct article *x, struct stretch s, struct stretch *name,
		       uint32_t *segment)
{
	*name = (struct stretch){s.end, s.end};
	*segment = s.first;
	for (uint32_t i = s.first; i < s.end;) {
		uint32_t end = phrase_segment_end(x, i, s.end);
		struct stretch n = segment_name(x, (struct stretch){i, end});
		if (i > s.first && is_degree(x, i, end))
			n.first = n.end;
		bool whole = n.first < n.end && n.first == skip_titles(x, i, end);
		if (n.first < n.end && (name->first == name->end || whole)) {
			*name = n;
			*segment = i;
			if (whole && i == s.first)
				return;
		}
		i = end + 1;
	}
}

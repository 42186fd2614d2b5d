/* The noun phrase of a speaker: how far it goes, and what in it is name, role and organisation. */
#include "cmd/attribute/model.h"

enum {
	PHRASE_MAX = 40,
	PAREN_MAX = 12,
	APPOSITION_MAX = 16
}; /* tokens: longer ones are no speakers; seen up to 31 in Kompas */

#define NOT_NAME                                                                                   \
	(WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_ORGANISATION) | WORD_BIT(WORD_INSTITUTION) |          \
	 WORD_BIT(WORD_PLACE) | WORD_BIT(WORD_OUTLET) | WORD_BIT(WORD_PEOPLE) |                    \
	 WORD_BIT(WORD_DOCUMENT) | WORD_BIT(WORD_LEAD) | WORD_BIT(WORD_HONORIFIC) |                \
	 WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_PRONOUN) | WORD_BIT(WORD_TIME) |                \
	 WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_SUBORDINATOR) | WORD_BIT(WORD_OUTLET_HEAD) |   \
	 WORD_BIT(WORD_OWN) | WORD_BIT(WORD_INNER))

#define FUNCTION_WORD                                                                              \
	(WORD_BIT(WORD_CUE) | WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_NEGATOR) |                     \
	 WORD_BIT(WORD_REFUSAL) | WORD_BIT(WORD_QUESTION) | WORD_BIT(WORD_CONJUNCTION) |           \
	 WORD_BIT(WORD_RELATIVE) | WORD_BIT(WORD_OPENER) | WORD_BIT(WORD_RELAY) |                  \
	 WORD_BIT(WORD_AGENT))

/* A name that has begun may go on with these: Kanye West, Budi Agung. */
#define NOT_LATER_NAME (NOT_NAME & ~(WORD_BIT(WORD_INSTITUTION) | WORD_BIT(WORD_LEAD)))

/* A first name may be one of these: Bill, June, Frank. */
#define WORDS_TOO                                                                                  \
	(WORD_BIT(WORD_DOCUMENT) | WORD_BIT(WORD_TIME) | WORD_BIT(WORD_PEOPLE) |                   \
	 WORD_BIT(WORD_INSTITUTION))

static bool glued_mark(const struct article *x, uint32_t i, uint32_t end)
{
	const struct token *t = &x->tokens.items[i];
	if (t->kind != TOKEN_MARK || i + 1 >= end)
		return false;
	if (t->mark == MARK_AMPERSAND)
		return true;
	if (t->mark == MARK_HYPHEN && t[1].kind == TOKEN_DIGITS)
		return !t->space && !t[1].space; /* Covid-19 */
	return !t->space && !t[1].space && t[1].kind == TOKEN_WORD &&
	       (t->mark == MARK_HYPHEN || t->mark == MARK_APOSTROPHE ||
		t->mark == MARK_SINGLE_CLOSE || t->mark == MARK_SLASH || t->mark == MARK_PERIOD);
}

/* "P." in "Joko P.", "Sen." before a name. */
static bool initial_period(const struct article *x, uint32_t i, uint32_t first)
{
	const struct token *t = &x->tokens.items[i];
	return mark_is(x, i, MARK_PERIOD) && !t->space && i > first &&
	       (t[-1].end - t[-1].start <= 2 ||
		word_any(x, i - 1, WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_HONORIFIC)));
}

/* Index behind the closing bracket, or i when there is none near. */
static uint32_t past_bracket(const struct article *x, uint32_t i, uint32_t end)
{
	for (uint32_t k = i + 1; k < end && k <= i + PAREN_MAX; k++)
		if (mark_is(x, k, MARK_CLOSE))
			return k + 1;
	return i;
}

struct extent {
	bool role, org, named, people, noun_verb;
};

/* A few capital words between here and the next comma or small word: a name set off. */
static bool bare_name(const struct article *x, uint32_t i, uint32_t end)
{
	uint32_t first = i;
	while (i < end &&
	       (token_is_word(x, i) ? x->tokens.items[i].capital
				    : initial_period(x, i, first) || glued_mark(x, i, end))) {
		if (word_any(x, i, NOT_NAME & ~WORD_BIT(WORD_INSTITUTION)))
			return false;
		i++;
	}
	return i > first && i - first <= 6 &&
	       (i >= end || mark_is(x, i, MARK_COMMA) || mark_is(x, i, MARK_PERIOD) ||
		word_any(x, i, WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_TIME)));
}

static bool comma_goes_on(const struct article *x, uint32_t i, uint32_t end, const struct extent *e)
{
	if (i + 1 < end && word_is(x, i + 1, WORD_CONJUNCTION))
		i++; /* "Politik, Hukum, dan Keamanan" */
	if (i + 1 >= end || !token_is_word(x, i + 1))
		return false;
	if (e->role && !e->named && word_is(x, i + 1, WORD_INSTITUTION) &&
	    x->tokens.items[i + 1].capital)
		return true;
	const struct token *t = &x->tokens.items[i + 1];
	if (word_any(x, i + 1,
		     WORD_BIT(WORD_TIME) | WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_RELAY) |
			     WORD_BIT(WORD_LEAD)))
		return false;
	if (!(e->role || e->people) || !t->capital)
		return false;
	if (e->named && e->role && bare_name(x, i + 1, end) && i + 2 < end &&
	    token_is_word(x, i + 2))
		return true; /* "juru bicara Otorita, Dewi Pramesthika" */
	return !e->named ||
	       (e->org && (word_is(x, i + 1, WORD_ORGANISATION) || bare_name(x, i + 1, end)));
}

/* "yang juga Ketua …": a second title, not a clause. i is the relative word. */
bool speaker_second_title(const struct article *x, uint32_t i, uint32_t end)
{
	uint32_t k = i + 1;
	while (k < end && k < i + 3 && word_is(x, k, WORD_ADVERB))
		k++;
	return k < end && word_is(x, k, WORD_ROLE) && (k > i + 1 || x->tokens.items[k].capital);
}

/* "Taylor's |letter": a genitive never ends a phrase. */
static bool behind_genitive(const struct article *x, uint32_t i, uint32_t first)
{
	const struct token *t = &x->tokens.items[i];
	return i >= first + 3 && t[-1].kind == TOKEN_WORD && t[-1].end - t[-1].start == 1 &&
	       glued_mark(x, i - 2, i) && !mark_is(x, i - 2, MARK_HYPHEN) && t->space;
}

static bool word_stops(const struct article *x, const struct language *l, uint32_t i,
		       uint32_t first, uint32_t end, const struct extent *e)
{
	const struct word_tag *g = &x->tags[i];
	const struct token *t = &x->tokens.items[i];
	if (behind_genitive(x, i, first) && t->kind == TOKEN_WORD &&
	    !(g->kinds & (WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_VERB) |
			  WORD_BIT(WORD_CONJUNCTION) | WORD_BIT(WORD_ADVERB))))
		return false;
	if (t->kind == TOKEN_DIGITS)
		return !(e->noun_verb || e->org ||
			 (i > first && x->tokens.items[i - 1].capital && !e->named));
	if (e->noun_verb && (g->kinds & WORD_BIT(WORD_TIME)))
		return false;
	if (g->kinds & WORD_BIT(WORD_CONJUNCTION))
		return !(i > first && i + 1 < end && x->tokens.items[i + 1].capital &&
			 !word_is(x, i + 1, WORD_TIME));
	if ((g->kinds & WORD_BIT(WORD_CONNECTOR)) && !t->capital && !e->named && i > first &&
	    i + 1 < end && (e->org || e->role || e->people))
		return !(x->tokens.items[i + 1].capital ||
			 word_any(x, i + 1,
				  WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_ORGANISATION)));
	if ((g->kinds & WORD_BIT(WORD_RELATIVE)) && i > first)
		return !speaker_second_title(x, i, end);
	if (t->capital && i > first && !(g->kinds & (WORD_BIT(WORD_TIME) | WORD_BIT(WORD_RELAY))))
		return false;
	if (g->kinds &
	    (WORD_BIT(WORD_TIME) | WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_SUBORDINATOR) |
	     WORD_BIT(WORD_RELATIVE) | WORD_BIT(WORD_RELAY) | WORD_BIT(WORD_AGENT) |
	     WORD_BIT(WORD_COMPLEMENTIZER) | WORD_BIT(WORD_OWN)))
		return i > first || !(g->kinds & (WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_PEOPLE)));
	if (i > first &&
	    (g->kinds &
	     (WORD_BIT(WORD_ADVERB) | WORD_BIT(WORD_NEGATOR) | WORD_BIT(WORD_PRONOUN))) &&
	    !(g->kinds & (WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_INSTITUTION))))
		return true;
	if (article_is_verb(x, l, i) && !(g->kinds & (WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_PEOPLE) |
						      WORD_BIT(WORD_ORGANISATION))))
		return true;
	if (e->named && !t->capital)
		return !(g->kinds & (WORD_BIT(WORD_PARTICLE) | WORD_BIT(WORD_AFTER_DETERMINER) |
				     WORD_BIT(WORD_FOLLOWER)));
	return false;
}

/* "Ketua KPUD Muna, Wira", "Kapolsek Hilir, AKP …": a town behind what it belongs to is no person yet. */
static bool names_place(const struct article *x, uint32_t i)
{
	const struct token *t = &x->tokens.items[i];
	if (i > 0 && i + 2 < x->tokens.count && word_is(x, i - 1, WORD_TERRITORY) &&
	    mark_is(x, i + 1, MARK_COMMA) && word_is(x, i + 2, WORD_HONORIFIC))
		return true;
	return i > 0 && word_is(x, i, WORD_TOWN) && t[-1].capital &&
	       (word_any(x, i - 1,
			 WORD_BIT(WORD_TERRITORY) | WORD_BIT(WORD_ORGANISATION) |
				 WORD_BIT(WORD_INSTITUTION) | WORD_BIT(WORD_LOCATIVE) |
				 WORD_BIT(WORD_INNER)) ||
		(t[-1].all_capital && t[-1].end - t[-1].start > 2));
}

static void extent_note(const struct article *x, uint32_t i, struct extent *e)
{
	uint64_t k = x->tags[i].kinds;
	const struct token *t = &x->tokens.items[i];
	e->role |= (k & WORD_BIT(WORD_ROLE)) != 0;
	e->org |= (k & WORD_BIT(WORD_ORGANISATION)) != 0;
	e->people |= (k & WORD_BIT(WORD_PEOPLE)) != 0;
	e->noun_verb |= (k & WORD_BIT(WORD_NOUN_VERB)) != 0;
	e->named |= t->kind == TOKEN_WORD && t->capital && !t->all_capital && !(k & NOT_NAME) &&
		    t->end - t->start > 1 && !names_place(x, i) &&
		    !(i > 0 && word_is(x, i - 1, WORD_ORGANISATION) && t[-1].capital);
}

/* "Ben Wikler|, the Washington director of MoveOn|.": behind a title that a comma or the end closes, or i. */
static uint32_t past_apposition(const struct article *x, const struct language *l, uint32_t i,
				uint32_t end)
{
	uint32_t k = i + 1;
	bool role = false;
	if (k >= end || x->tokens.items[k].capital || !word_is(x, k, WORD_DETERMINER) ||
	    !word_is(x, k, WORD_ATTACHED))
		return i;
	for (k++; k < end && k < i + APPOSITION_MAX; k++) {
		if (x->tokens.items[k].kind == TOKEN_MARK) {
			if (glued_mark(x, k, end) || initial_period(x, k, i))
				continue;
			break;
		}
		if (word_any(x, k, WORD_BIT(WORD_RELATIVE) | WORD_BIT(WORD_PRONOUN)))
			break;
		if (!x->tokens.items[k].capital && !word_is(x, k, WORD_ROLE) &&
		    (article_is_verb(x, l, k) || word_is(x, k, WORD_AGENT)))
			return i;
		role |= word_is(x, k, WORD_ROLE);
	}
	bool closed = k >= end || mark_is(x, k, MARK_COMMA) || mark_is(x, k, MARK_PERIOD) ||
		      word_is(x, k, WORD_RELATIVE);
	return role && closed ? k : i;
}

/* Where the noun phrase that begins at i ends. */
uint32_t speaker_extend(const struct article *x, const struct language *l, uint32_t i, uint32_t end)
{
	struct extent e = {0};
	uint32_t first = i, limit = end - i > PHRASE_MAX ? i + PHRASE_MAX : end;
	if (i < end && word_is(x, i, WORD_PRONOUN))
		return i + word_length(x, i) > end ? end : i + word_length(x, i);
	while (i < limit) {
		const struct token *t = &x->tokens.items[i];
		if (t->kind == TOKEN_MARK) {
			uint32_t past;
			if (glued_mark(x, i, limit) || initial_period(x, i, first))
				i++;
			else if (t->mark == MARK_OPEN && i > first &&
				 (past = past_bracket(x, i, limit)) > i &&
				 token_is_word(x, i + 1) && !word_is(x, i + 1, WORD_TIME))
				i = past;
			else if (t->mark == MARK_COMMA && comma_goes_on(x, i, limit, &e))
				i++;
			else if (t->mark == MARK_COMMA && e.named &&
				 (past = past_apposition(x, l, i, limit)) > i) {
				i = past;
				break;
			} else
				break;
			continue;
		}
		if (!(i > first && glued_mark(x, i - 1, limit)) &&
		    word_stops(x, l, i, first, limit, &e))
			break;
		uint32_t n = word_length(x, i);
		for (uint32_t k = 0; k < n && i + k < limit; k++)
			extent_note(x, i + k, &e);
		if (word_is(x, i, WORD_AFTER_DETERMINER) && !t->capital) {
			i += n;
			break;
		}
		i += word_any(x, i,
			      WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_ORGANISATION) |
				      WORD_BIT(WORD_INSTITUTION))
			     ? n
			     : 1;
	}
	return article_trim(x, (struct stretch){first, i < limit ? i : limit}).end;
}

/* "Tirta.com" is nobody's name. */
static bool host_name(const struct article *x, uint32_t i)
{
	const struct token *t = &x->tokens.items[i];
	return i + 2 < x->tokens.count && mark_is(x, i + 1, MARK_PERIOD) && !t[1].space &&
	       t[2].kind == TOKEN_WORD && !t[2].space && !t[2].capital;
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
		if (glued_mark(x, k, end) && k + 1 < end && !mark_is(x, k, MARK_AMPERSAND)) {
			/* possessive: Trump's campaign is no Trump; and no name has a number in it */
			if (x->tokens.items[k + 1].kind == TOKEN_DIGITS)
				break;
			if (x->tokens.items[k + 1].end - x->tokens.items[k + 1].start == 1 &&
			    !x->tokens.items[k + 1].capital)
				break;
			k += 2;
		} else if (initial_period(x, k, i))
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

/* Where the phrase's comma-separated segment that begins at i ends. */
static uint32_t segment_end(const struct article *x, uint32_t i, uint32_t end)
{
	while (i < end && !mark_is(x, i, MARK_COMMA))
		i = mark_is(x, i, MARK_OPEN) && past_bracket(x, i, end) > i
			    ? past_bracket(x, i, end)
			    : i + 1;
	return i < end ? i : end;
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
	for (uint32_t i = s.first; i < s.end; i++)
		if (word_is(x, i, WORD_ROLE))
			return false; /* "EPN spokesman Alex Radwick" */
	return s.end - s.first >= 2 && s.first < s.end && t->all_capital && t->end - t->start > 2 &&
	       token_is_word(x, s.first) && token_is_word(x, s.first + 1) && t[1].space &&
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
		if (!name_token(x, i, false) || (i > s.first && glued_mark(x, i - 1, s.end))) {
			i++;
			continue;
		}
		uint32_t end = name_run(x, i, s.end);
		uint32_t past = end; /* Tom McCabe MSP */
		while (past < s.end && word_is(x, past, WORD_HONORIFIC))
			past++;
		bool to_end = past == s.end ||
			      (mark_is(x, end, MARK_OPEN) && past_bracket(x, end, s.end) == s.end);
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

static void find_name(const struct article *x, struct stretch s, struct stretch *name,
		      uint32_t *segment)
{
	*name = (struct stretch){s.end, s.end};
	*segment = s.first;
	for (uint32_t i = s.first; i < s.end;) {
		uint32_t end = segment_end(x, i, s.end);
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

/* "Menteri Komunikasi dan Digital", "Penjabat (Pj) Gubernur": where the title ends. */
static uint32_t role_end(const struct article *x, uint32_t i, uint32_t stop)
{
	uint32_t role = i;
	while (i < stop) {
		if (i > role && i + 1 < stop && word_is(x, i, WORD_CONNECTOR) &&
		    word_is(x, i + 1, WORD_DETERMINER))
			break;
		bool part = word_any(x, i,
				     WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_ROLE_PART) |
					     WORD_BIT(WORD_INSTITUTION)) &&
			    !(word_any(x, i, WORD_BIT(WORD_ORGANISATION)) &&
			      !word_is(x, i, WORD_ROLE)) &&
			    !(x->tokens.items[i].all_capital && word_is(x, i, WORD_INSTITUTION) &&
			      !word_any(x, i, WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_ROLE_PART)));
		uint32_t past = mark_is(x, i, MARK_OPEN) ? past_bracket(x, i, stop) : i;
		if (part)
			i += word_length(x, i);
		else if (past > i && past < stop && word_is(x, past, WORD_ROLE))
			i = past;
		else if (i + 1 < stop &&
			 (word_is(x, i, WORD_CONJUNCTION) || mark_is(x, i, MARK_COMMA)) &&
			 word_is(x, i + 1, WORD_INSTITUTION) && x->tokens.items[i + 1].capital)
			i++;
		else
			break;
	}
	if (i < stop && i > role + 1 && word_is(x, i, WORD_ORGANISATION) &&
	    x->tokens.items[i].capital) /* "chairman of the House Intelligence" Committee */
		for (uint32_t k = i; k > role; k--)
			if (word_is(x, k - 1, WORD_CONNECTOR) && !x->tokens.items[k - 1].capital) {
				i = k - 1;
				break;
			}
	while (i > role + 1 &&
	       word_any(x, i - 1, WORD_BIT(WORD_CONNECTOR) | WORD_BIT(WORD_DETERMINER)) &&
	       !x->tokens.items[i - 1].capital)
		i--; /* "head of the" */
	return i < stop ? i : stop;
}

/* "the prime minister's aide" is no prime minister. */
static bool possessive(const struct article *x, uint32_t i, uint32_t end)
{
	const struct token *t = &x->tokens.items[i];
	return i + 1 < end && !t->space && !t[1].space &&
	       (mark_is(x, i, MARK_APOSTROPHE) || mark_is(x, i, MARK_SINGLE_CLOSE)) &&
	       t[1].end - t[1].start == 1;
}

/* "President Trump's attorney": the owner's title is not the speaker's. */
static bool owns(const struct article *x, uint32_t i, uint32_t name, uint32_t end)
{
	for (i += word_length(x, i); i < name && token_is_word(x, i) && x->tokens.items[i].capital;)
		i++;
	return possessive(x, i, end);
}

/* "Markus Lenggana dari Forum Warga Hilir": behind the preposition. */
static struct spot membership(const struct article *x, struct stretch s)
{
	if (s.end - s.first < 2 || s.first >= s.end ||
	    !word_any(x, s.first, WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_CONNECTOR)) ||
	    x->tokens.items[s.first].capital || !x->tokens.items[s.first + 1].capital)
		return (struct spot){0, 0};
	struct stretch org = {s.first + 1, segment_end(x, s.first + 1, s.end)};
	for (uint32_t i = org.first; i < org.end; i++)
		if (word_any(x, i, WORD_BIT(WORD_ORGANISATION) | WORD_BIT(WORD_INSTITUTION)) ||
		    (i == org.first && x->tokens.items[i].all_capital))
			return spot_of(x, org);
	return (struct spot){0, 0};
}

/* "Trump's personal", "Guo's": the owner alone, unless an office of his follows ("Qatar's foreign ministry"). */
static struct stretch without_genitive(const struct article *x, struct stretch org)
{
	for (uint32_t i = org.first + 1; i < org.end; i++) {
		if (!possessive(x, i, org.end))
			continue;
		for (uint32_t k = i + 2; k < org.end; k++)
			if (x->tokens.items[k].capital ||
			    word_any(x, k, WORD_BIT(WORD_ORGANISATION) | WORD_BIT(WORD_PLACE)))
				return org;
		return (struct stretch){org.first, i};
	}
	return org;
}

/* "president of Mexico |from 2000", "head of the Guard |who …": what follows belongs to no organisation. */
static uint32_t office_end(const struct article *x, struct stretch org)
{
	for (uint32_t i = org.first; i < org.end; i++)
		if (word_is(x, i, WORD_RELATIVE) ||
		    (word_any(x, i, WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_TIME)) &&
		     !x->tokens.items[i].capital && i + 1 < org.end &&
		     x->tokens.items[i + 1].kind == TOKEN_DIGITS) ||
		    (i == org.first && x->tokens.items[i].kind == TOKEN_DIGITS))
			return i;
	return org.end;
}

/* Role: a title and the words that stay with it; organisation: what else stands in the segment. */
static void find_role(const struct article *x, struct stretch s, struct stretch name,
		      struct speaker *out)
{
	uint32_t i = s.first;
	bool inside = false; /* an organisation: "Forum Warga Hilir" */
	for (; i < s.end && !(word_is(x, i, WORD_ROLE) &&
			      !owns(x, i, i < name.first ? name.first : s.end, s.end) &&
			      !(inside && x->tokens.items[i].capital &&
				(name.first >= name.end || (word_is(x, i, WORD_PEOPLE) &&
							    i + word_length(x, i) != name.first))));
	     i++)
		inside = token_is_word(x, i) && x->tokens.items[i].capital &&
			 (inside || word_is(x, i, WORD_ORGANISATION));
	if (i == s.end && name.first < name.end)
		out->org = membership(x, (struct stretch){name.end, s.end});
	if (i == s.end || (i >= name.first && i < name.end))
		return;
	while (i > s.first && word_is(x, i - 1, WORD_ROLE_PART) && token_is_word(x, i - 1) &&
	       !word_is(x, i - 1, WORD_ORGANISATION) && i != name.end &&
	       x->tokens.items[i - 1].capital == x->tokens.items[i].capital)
		i--; /* the White House deputy press secretary */
	uint32_t role = i,
		 stop = i < name.first ? (name.first < s.end ? name.first : s.end) : s.end;
	i = role_end(x, i, stop);
	out->role = spot_of(x, (struct stretch){role, i});
	if (i < stop && mark_is(x, i, MARK_OPEN)) /* (Mensos) */
		i = past_bracket(x, i, stop);
	struct stretch org = {i, segment_end(x, i, stop)};
	if (org.first < org.end && word_is(x, org.first, WORD_AGENT) && i != role)
		org.end = org.first; /* "a lawyer by training" */
	while (org.first < org.end &&
	       (mark_is(x, org.first, MARK_PERIOD) ||
		word_any(x, org.first,
			 WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_DETERMINER) |
				 WORD_BIT(WORD_CONNECTOR) | WORD_BIT(WORD_HONORIFIC))))
		org.first++;
	org.end = office_end(x, org);
	while (org.first < org.end &&
	       word_any(x, org.end - 1,
			WORD_BIT(WORD_HONORIFIC) | WORD_BIT(WORD_AFTER_DETERMINER) |
				WORD_BIT(WORD_NOUN_VERB)))
		org.end--;
	if (org.first >= org.end) { /* in front of it: the White House spokesman */
		org = (struct stretch){role, role};
		while (org.first > s.first && !mark_is(x, org.first - 1, MARK_COMMA))
			org.first--;
		while (org.first < org.end &&
		       word_any(x, org.first,
				WORD_BIT(WORD_DETERMINER) | WORD_BIT(WORD_LEAD) |
					WORD_BIT(WORD_HONORIFIC) | WORD_BIT(WORD_ROLE_PART)))
			org.first++;
		if (org.first < org.end && !x->tokens.items[org.first].capital)
			org.end = org.first;
		if (name.first < name.end && org.first <= name.first && name.first < org.end)
			org.end = org.first;
	}
	out->org = spot_of(x, article_trim(x, without_genitive(x, org)));
}

/* The noun that languages with the noun at the end of its phrase end it with: in front of a preposition. */
static uint32_t last_noun(const struct article *x, uint32_t i, uint32_t end)
{
	while (i + 1 < end && token_is_word(x, i + 1) &&
	       !word_any(x, i + 1, WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_RELATIVE)))
		i++;
	return i;
}

static uint8_t kind_without_name(const struct article *x, const struct language *l,
				 struct stretch s, struct speaker *out)
{
	uint32_t head = s.first;
	bool indefinite = word_is(x, head, WORD_INDEFINITE);
	while (head < s.end && word_is(x, head, WORD_DETERMINER) &&
	       !word_any(x, head, WORD_BIT(WORD_PEOPLE)))
		head += word_length(x, head);
	if (head >= s.end)
		return indefinite ? SPEAKER_ANONYMOUS : SPEAKER_NONE;
	if (word_is(x, head, WORD_AFTER_DETERMINER))
		return SPEAKER_NONE; /* "Ini Prediksi Panen" */
	out->anaphor = word_is(x, s.end - 1, WORD_AFTER_DETERMINER);
	uint64_t k = x->tags[head].kinds;
	if (indefinite && (k & (WORD_BIT(WORD_PEOPLE) | WORD_BIT(WORD_ROLE))))
		return SPEAKER_ANONYMOUS;
	bool noun_last = l->plurals->count > 0; /* "a bill trader" is no bill */
	bool modified = noun_last && word_is(x, s.first, WORD_ARTICLE) && spot_empty(out->org) &&
			out->role.end == x->tokens.items[s.end - 1].end; /* the new president */
	if (((k & WORD_BIT(WORD_ROLE)) || modified) && !spot_empty(out->role) &&
	    !(k & WORD_BIT(WORD_PEOPLE)))
		return SPEAKER_OFFICE;
	if ((k & WORD_BIT(WORD_DOCUMENT)) && !(noun_last && head + 1 < s.end))
		return SPEAKER_DOCUMENT;
	uint64_t last = x->tags[last_noun(x, head, s.end)].kinds;
	if (noun_last && indefinite && (last & (WORD_BIT(WORD_PEOPLE) | WORD_BIT(WORD_ROLE))))
		return SPEAKER_ANONYMOUS; /* "a senior company official" */
	if (noun_last && (last & WORD_BIT(WORD_DOCUMENT)) &&
	    !x->tokens.items[last_noun(x, head, s.end)].capital)
		return SPEAKER_DOCUMENT;
	if ((k & WORD_BIT(WORD_OUTLET_HEAD)) && head + word_length(x, head) >= s.end)
		return SPEAKER_OUTLET; /* state media */
	if ((k & WORD_BIT(WORD_PLACE)) && head + word_length(x, head) >= s.end)
		return SPEAKER_COUNTRY;
	if ((k & WORD_BIT(WORD_PEOPLE)) && !(k & WORD_BIT(WORD_ORGANISATION)))
		return !spot_empty(out->org) ? SPEAKER_OFFICE
		       : out->anaphor        ? SPEAKER_ANONYMOUS
					     : SPEAKER_GROUP;
	for (uint32_t i = head; i < s.end; i++)
		if (word_any(x, i,
			     WORD_BIT(WORD_PEOPLE) | WORD_BIT(WORD_ORGANISATION) |
				     WORD_BIT(WORD_PLACE) | WORD_BIT(WORD_ROLE)) ||
		    x->tokens.items[i].capital)
			return SPEAKER_GROUP;
	return SPEAKER_NONE;
}

/* Of a title or a first name: Mrs, spokeswoman, Lisa. 0 where none tells it. */
static uint8_t gender_of(const struct article *x, struct stretch s)
{
	uint8_t gender = 0;
	for (uint32_t i = s.first; i < s.end; i++) {
		uint8_t g = word_is(x, i, WORD_FEMALE) ? 'f' : word_is(x, i, WORD_MALE) ? 'm' : 0;
		if (g && gender && g != gender)
			return 0;
		gender = g ? g : gender;
	}
	return gender;
}

static bool is_plural(const struct article *x, const struct language *l, uint32_t i)
{
	struct span w = token_lower(&x->tokens, i);
	if (word_is(x, i, WORD_PLURAL))
		return true;
	for (size_t k = 0; k < l->plurals->count; k++) {
		struct span e = l->plurals->entries[k].key;
		if (w.len > e.len && memcmp(w.ptr + w.len - e.len, e.ptr, e.len) == 0)
			return true;
	}
	return false;
}

/* The person `name` with the title behind his name: all of the stretch behind the title is what it is over. */
void speaker_titled(const struct article *x, struct stretch title, const struct speaker *name,
		    struct speaker *out)
{
	struct speaker both = *name;
	both.phrase.end = title.end;
	find_role(x, title, (struct stretch){title.end, title.end}, &both);
	*out = both;
}

/* "Agung", where no "Mahkamah" stands in front of it. */
static bool first_name_alone(const struct article *x, struct stretch s)
{
	return s.end - s.first == 1 && x->tokens.items[s.first].capital &&
	       word_is(x, s.first, WORD_GIVEN) &&
	       !word_any(x, s.first, NOT_NAME & ~WORD_BIT(WORD_INSTITUTION));
}

/* Reads the stretch as a speaker. False when it cannot be one (empty, first person, a mere function word). A phrase that
 * looks like no speaker has kind SPEAKER_NONE: callers with a strong cue may still take it. */
bool speaker_parse(const struct article *x, const struct language *l, struct stretch s,
		   struct speaker *out)
{
	struct stretch name;
	uint32_t segment;
	(void)l;
	*out = (struct speaker){0};
	s = article_trim(x, s);
	if (s.first >= s.end || s.end - s.first > PHRASE_MAX || word_is(x, s.first, WORD_OWN))
		return false;
	out->phrase = s;
	out->mention = spot_of(x, s);
	if (s.first + 1 < s.end && word_is(x, s.first, WORD_AFTER_DETERMINER) &&
	    word_is(x, s.first + 1, WORD_PRONOUN))
		out->phrase.first = ++s.first; /* "Saat itu ia …" */
	if (word_is(x, s.first, WORD_PRONOUN)) {
		out->pronoun = true;
		out->plural = x->tags[s.first].plural;
		out->gender = x->tags[s.first].gender;
		out->anaphor = out->gender == 'n';
		s.end = s.first + word_length(x, s.first);
		out->mention = spot_of(x, s);
		out->kind = out->gender == 'n' ? SPEAKER_GROUP : SPEAKER_PERSON;
		return true;
	}
	if (!token_is_word(x, s.first) && x->tokens.items[s.first].kind != TOKEN_DIGITS)
		return false;
	if (s.end == s.first + 1 && word_is(x, s.first, WORD_NEGATOR))
		return false; /* "Nor did Mr. Hale …" */
	for (uint32_t i = s.first + 1; i < s.end;
	     i++) /* "Suci tak sembarangan", "Tracker saat ini" */
		if (!x->tokens.items[i].capital &&
		    (x->tokens.items[i - 1].capital || word_is(x, i - 1, WORD_PREPOSITION)) &&
		    (word_any(x, i, WORD_BIT(WORD_NEGATOR) | WORD_BIT(WORD_TIME)) ||
		     (word_is(x, i, WORD_LEAD) && word_length(x, i) > 1)) &&
		    token_is_word(x, i - 1)) {
			s.end = i - 1 > s.first && word_is(x, i - 1, WORD_PREPOSITION) ? i - 1 : i;
			out->phrase = s;
			out->mention = spot_of(x, s);
		}
	if (via_is_outlet(x, s)) {
		out->kind = SPEAKER_OUTLET;
		return true;
	}
	find_name(x, s, &name, &segment);
	if (name.first >= name.end && first_name_alone(x, s))
		name = s;
	if (name.first < name.end)
		name = split_name(x, segment, name);
	if (name.first < name.end && name.end == name.first + 1 && name.first == s.first + 1 &&
	    name.end == s.end && word_is(x, s.first, WORD_ARTICLE) && is_plural(x, l, name.first))
		name.first = name.end; /* the Conservatives */
	/* "Presiden, Menteri Perhubungan X": two people */
	bool listed = name.first < name.end && segment == s.first + 2 &&
		      word_is(x, s.first, WORD_ROLE) && word_is(x, segment, WORD_ROLE) &&
		      !word_is(x, segment, WORD_HONORIFIC);
	find_role(x, (struct stretch){listed ? segment : s.first, s.end}, name, out);
	if (name.first < name.end) {
		out->name = true;
		out->kind = SPEAKER_PERSON;
		out->mention = spot_of(x, name);
		out->gender = gender_of(x, (struct stretch){s.first, name.first + 1});
		return true;
	}
	out->gender = gender_of(x, s);
	out->plural = is_plural(x, l, last_noun(x, s.first, s.end));
	out->kind = kind_without_name(x, l, s, out);
	return out->kind != SPEAKER_NONE ||
	       !word_any(x, s.first,
			 WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_SUBORDINATOR) |
				 WORD_BIT(WORD_NEGATOR));
}

/* The clitic at the end of word i as a speaker. */
bool speaker_clitic(const struct article *x, const struct language *l, uint32_t i,
		    struct speaker *out)
{
	struct span w = token_lower(&x->tokens, i);
	for (size_t k = 0; k < l->clitics->count; k++) {
		struct span c = l->clitics->entries[k].key;
		if (w.len > c.len && memcmp(w.ptr + w.len - c.len, c.ptr, c.len) == 0) {
			uint32_t end = x->tokens.items[i].end;
			*out = (struct speaker){.phrase = {i, i + 1},
						.mention = {end - (uint32_t)c.len, end},
						.kind = SPEAKER_PERSON,
						.pronoun = true,
						.clitic = true};
			return true;
		}
	}
	return false;
}

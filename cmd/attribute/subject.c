/* The subject in front of a verb: what is set off by commas, whose apposition stands there. */
#include "cmd/attribute/left.h"

enum { ASIDES_MAX = 4 };

static uint32_t comma_before(const struct article *x, uint32_t i, uint32_t left)
{
	uint32_t k = i, floor = i - left > LEFT_MAX ? i - LEFT_MAX : left;
	while (k > floor && !mark_is(x, k - 1, MARK_COMMA))
		k = mark_is(x, k - 1, MARK_CLOSE) && left_bracket(x, k - 1, floor) < k - 1
			    ? left_bracket(x, k - 1, floor)
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
	struct left_walk scan = left_walk(x, l, &e, left);
	uint32_t first = scan.begin < e ? left_strip(x, scan.begin, e) : e;
	if (scan.embedded || e != begin - 1 || first >= e ||
	    speaker_thing(x, l, (struct stretch){first, e}) ||
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

/* "the sister of Ruben Hale" is another than he. */
static bool of_another(const struct article *x, const struct speaker *s)
{
	uint32_t i = article_token_at(x, s->role.end);
	return s->role.end < s->mention.start && word_is(x, i, WORD_CONNECTOR) &&
	       !x->tokens.items[i].capital;
}

/* A name with its titles and nothing else. */
static bool name_alone(const struct article *x, const struct language *l, struct stretch s,
		       struct speaker *out)
{
	s.first = s.first < s.end ? left_strip(x, s.first, s.end) : s.first;
	if (s.first < s.end && mark_is(x, s.end - 1, MARK_CLOSE))
		s.end = left_bracket(x, s.end - 1, s.first); /* Teguh (37) */
	if (s.first + 1 < s.end && mark_is(x, s.end - 1, MARK_PERIOD) &&
	    word_is(x, s.end - 2, WORD_PARTICLE))
		s.end--; /* Jr. */
	return s.first < s.end && !aside_party(x, s) &&
	       !word_any(x, s.first, WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_SUBORDINATOR)) &&
	       speaker_parse(x, l, s, out) && out->name &&
	       out->mention.end == x->tokens.items[s.end - 1].end &&
	       (out->mention.start == x->tokens.items[s.first].start ||
		(!spot_empty(out->role) &&
		 (x->tokens.items[s.first].capital || (out->gender && !of_another(x, out)))) ||
		word_is(x, s.first, WORD_HONORIFIC));
}

/* "Altirta Ltd, a unit of Tirta Group, said": the phrase that opens the clause, in front of what a comma on each side sets
 * off and an article or an owner shows to describe it. */
static bool head_of_clause(const struct article *x, const struct language *l, uint32_t comma,
			   uint32_t left, struct speaker *out)
{
	uint32_t second = comma_before(x, comma, left), end = second - 1;
	if (second <= left + 2 || l->plurals->count == 0)
		return false;
	bool describes = word_is(x, second, WORD_ATTACHED), role = false, called = true;
	for (uint32_t i = second; i < comma; i++) {
		called &=
			i == second || x->tokens.items[i].capital; /* "the union, the NTU, said" */
		describes |= mark_is(x, i, MARK_APOSTROPHE) || mark_is(x, i, MARK_SINGLE_CLOSE);
		role |= word_is(x, i, WORD_ROLE);
	}
	uint32_t first = comma_before(x, end, left);
	if (!describes || called || first != left || word_is(x, second, WORD_PRONOUN))
		return false;
	first = left_strip(x, first, end);
	if (first >= end || word_any(x, first,
				     WORD_BIT(WORD_PREPOSITION) | WORD_BIT(WORD_SUBORDINATOR) |
					     WORD_BIT(WORD_TIME) | WORD_BIT(WORD_LEAD)))
		return false;
	for (uint32_t i = first; i < end; i++)
		if (article_is_verb(x, l, i) || x->quoted[i] != NONE ||
		    word_any(x, i, WORD_BIT(WORD_SUBORDINATOR) | WORD_BIT(WORD_TIME)))
			if (!word_is(x, i, WORD_CONJUNCTION))
				return false; /* "Hours before the auction, Altirta's lawyers, …" */
	return speaker_parse(x, l, (struct stretch){first, end}, out) &&
	       out->kind != SPEAKER_NONE && !(out->name && role); /* his title: join_apposition */
}

/* "Byron Dorgan, Democrat of North Dakota, said": whose apposition the comma at `comma` closes. */
static bool head_of_apposition(const struct article *x, const struct language *l, uint32_t comma,
			       uint32_t left, struct speaker *out)
{
	struct speaker both;
	uint32_t end = comma, first = comma_before(x, end, left);
	if (first == left || name_alone(x, l, (struct stretch){first, end}, out))
		return false;
	for (int n = 0; n < ASIDES_MAX && first > left; n++) {
		end = first - 1;
		first = comma_before(x, end, left);
		if (!name_alone(x, l, (struct stretch){first, end}, out))
			continue;
		if (spot_empty(out->role))
			join_apposition(x, l, out->phrase.first, end, left, out);
		if (spot_empty(out->role) && !word_is(x, end + 1, WORD_PREPOSITION) &&
		    !(word_is(x, end + 1, WORD_RELATIVE) && !word_is(x, end + 2, WORD_BE)) &&
		    speaker_parse(x, l, (struct stretch){out->phrase.first, comma}, &both) &&
		    both.name && both.mention.start == out->mention.start)
			*out = both;
		return true;
	}
	return head_of_clause(x, l, comma, left, out);
}

static bool is_dash(const struct article *x, uint32_t i)
{
	return mark_is(x, i, MARK_DASH) || (mark_is(x, i, MARK_HYPHEN) && x->tokens.items[i].space);
}

/* "Conmebol - the South American confederation - said": in front of what two dashes set off, or e. */
static uint32_t before_dashes(const struct article *x, uint32_t e, uint32_t left)
{
	uint32_t floor = e - left > LEFT_MAX ? e - LEFT_MAX : left;
	if (e <= left + 2 || !is_dash(x, e - 1))
		return e;
	for (uint32_t k = e - 1; k > floor; k--)
		if (is_dash(x, k - 1) && k < e - 1)
			return k - 1 > left ? k - 1 : e;
	return e;
}

static bool ellipsis(const struct article *x, uint32_t i, uint32_t left)
{
	if (i <= left)
		return true;
	return word_any(x, i - 1, WORD_BIT(WORD_CONJUNCTION) | WORD_BIT(WORD_SUBORDINATOR)) &&
	       !word_is(x, i - 1, WORD_COMPLEMENTIZER);
}

/* The end of the subject: in front of the asides that stand before token e. */
static uint32_t before_asides(const struct article *x, const struct language *l, uint32_t e,
			      uint32_t left)
{
	for (int asides = 0; e > left && mark_is(x, e - 1, MARK_COMMA); asides++) {
		struct stretch s = {comma_before(x, e - 1, left), e - 1};
		if (s.first > left + 1 && !aside_is(x, s) && word_is(x, s.first, WORD_ATTACHED)) {
			/* "The bill, backed by Ruth Gales, a Democrat, calls for": describes the agent */
			struct stretch agent = {comma_before(x, s.first - 1, left), s.first - 1};
			if (agent.first > left && aside_agent(x, l, agent))
				s.first = agent.first;
		}
		if (asides == ASIDES_MAX || s.first == left ||
		    !(aside_is(x, s) || aside_agent(x, l, s)))
			return e - 1;
		e = s.first;
	}
	return e;
}

/* "With prices set to fall in coming months |Mr Hale advises": a name with its honorific behind a noun, where no comma
 * stands between them; or first. */
static uint32_t honoured_name(const struct article *x, uint32_t first, uint32_t end)
{
	uint32_t i = end;
	while (i > first && token_is_word(x, i - 1) && x->tokens.items[i - 1].capital &&
	       !word_is(x, i - 1, WORD_HONORIFIC))
		i--;
	if (i == end || i < first + 2 || !word_is(x, i - 1, WORD_HONORIFIC) ||
	    !x->tokens.items[i - 1].capital || !token_is_word(x, i - 2) ||
	    x->tokens.items[i - 2].capital || x->tags[i - 2].kinds)
		return first;
	return i - 1;
}

static struct left_walk scan_subject(const struct article *x, const struct language *l,
				     uint32_t *end, uint32_t left, bool relative)
{
	struct left_walk scan = left_walk(x, l, end, left);
	if (scan.comma && scan.begin > left + 2 &&
	    (aside_times(x, scan.begin, *end) ||
	     aside_degree(x, (struct stretch){scan.begin, *end}))) {
		*end = scan.begin - 1; /* "…, Senin mengatakan"; "…, M.Si Sp.EM mengatakan" */
		scan = left_walk(x, l, end, left);
	}
	uint32_t glued = scan.embedded && !relative && scan.begin < *end
				 ? aside_subheadline(x, scan.begin, *end)
				 : scan.begin;
	if (scan.embedded && !relative && glued == scan.begin)
		glued = honoured_name(x, scan.begin, *end);
	if (glued > scan.begin) {
		scan.begin = glued;
		scan.embedded = false;
	}
	return scan;
}

static uint32_t subject_start(const struct article *x, struct left_walk scan, uint32_t end,
			      bool relative)
{
	uint32_t first = left_strip(x, scan.begin, end), titled = end, name = end;
	/* "belonged to Justice Anna Brell, who said", "drew the ire of Sir Paul Renn, who said" */
	for (; relative && scan.embedded && name > first &&
	       (x->tokens.items[name - 1].capital || mark_is(x, name - 1, MARK_PERIOD));
	     name--)
		if (word_any(x, name - 1, WORD_BIT(WORD_ROLE) | WORD_BIT(WORD_HONORIFIC)))
			titled = name - 1;
	if (titled < end)
		return titled;
	for (uint32_t k = end; relative && scan.embedded && k > first; k--)
		if (word_is(x, k - 1, WORD_DETERMINER))
			return k - 1; /* "not paying an architect who said" */
	return aside_subheadline(x, first, end);
}

/* "Direktur Izin, Aturan, dan Pengawasan Altirta Wira": where a title begins whose list of offices the commas are in, or
 * `begin`, where the last of them begins. */
static uint32_t listed_title(const struct article *x, uint32_t begin, uint32_t end, uint32_t left)
{
	bool and = false;
	for (uint32_t i = begin; i + 1 < end && !and; i++)
		and = word_is(x, i, WORD_CONJUNCTION) && x->tokens.items[i + 1].capital;
	uint32_t k = begin;
	for (int n = 0; and&&n < ASIDES_MAX && k > left + 1 && mark_is(x, k - 1, MARK_COMMA); n++) {
		uint32_t comma = k - 1;
		k = comma_before(x, comma, left);
		uint32_t first = left_strip(x, k, comma);
		for (uint32_t i = first; i < comma; i++)
			if (token_is_word(x, i) && !x->tokens.items[i].capital &&
			    !word_is(x, i, WORD_CONJUNCTION))
				return begin;
		if (word_is(x, first, WORD_ROLE))
			return first;
	}
	return begin;
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
	if (relative)
		e--;
	else if (mark_is(x, e - 1, MARK_COMMA) && head_of_apposition(x, l, e - 1, left, out))
		return true;
	if (word_is(x, e - 1, WORD_PRONOUN) && !x->tags[e - 1].plural &&
	    x->tags[e - 1].gender != 'n' && x->tags[e - 1].gender)
		return speaker_parse(x, l, (struct stretch){e - 1, e},
				     out); /* "in which he said" */
	uint32_t end = before_asides(x, l, before_dashes(x, e, left), left);
	struct left_walk scan = scan_subject(x, l, &end, left, relative);
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
	first = left_past_preposition(x, first, end);
	if (first >= end && speaker_parse(x, l, (struct stretch){bare, end}, out) && out->name &&
	    out->mention.end == x->tokens.items[end - 1].end)
		return true; /* "In a meeting with the board of the Post Trump said" */
	if (first >= end || !speaker_parse(x, l, (struct stretch){first, end}, out))
		return false;
	uint32_t title = scan.comma && !out->pronoun && spot_empty(out->role)
				 ? listed_title(x, scan.begin, end, left)
				 : scan.begin;
	struct speaker whole;
	if (title < scan.begin && speaker_parse(x, l, (struct stretch){title, end}, &whole) &&
	    whole.name) {
		if (whole.mention.end == x->tokens.items[end - 1].end)
			*out = whole;
		else if (out->name)
			out->role = whole.role; /* what it is over cannot be told from a name */
		return true;
	}
	join_apposition(x, l, first, end, left, out);
	return true;
}

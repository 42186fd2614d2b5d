/* Spellings that packs and --aliases join: each leads to the name that is printed. */
#include "cmd/attribute/model.h"

#include <stdlib.h>

struct alias {
	uint64_t key;
	struct span name;  /* to print */
	struct span roles; /* a weak alias asks for one of them */
	size_t order;      /* the first given wins */
};

static int alias_order(const void *a, const void *b)
{
	const struct alias *x = a, *y = b;
	if (x->key != y->key)
		return x->key > y->key ? 1 : -1;
	return (x->order > y->order) - (x->order < y->order);
}

/* What the spellings of packs are put into lower case with. */
struct folder {
	struct buffer line;
	struct tokens tokens;
};

/* Behind blanks the tokenizer is three times as fast as at the end of a text. */
static struct span fold(struct folder *f, struct span written)
{
	static const char blanks[16] = "                ";
	f->line.len = 0;
	buffer_add_span(&f->line, written);
	buffer_add(&f->line, blanks, sizeof blanks);
	tokens_cut(&f->tokens, buffer_span(&f->line));
	return span_of(f->tokens.lower.data, written.len);
}

static void alias_add(struct attributor *a, struct folder *f, struct span written, struct span name,
		      struct span roles)
{
	a->aliases = alloc_grown(a->aliases, a->alias_count, &a->alias_cap, sizeof *a->aliases);
	a->aliases[a->alias_count++] =
		(struct alias){names_key(fold(f, written)), name, roles, a->alias_count};
}

static void alias_section(struct attributor *a, struct folder *f, const struct pack_section *s)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct pack_entry *e = &s->entries[i];
		const char *const lists[] = {"names", "weak"};
		alias_add(a, f, e->key, e->key, (struct span){0});
		for (int k = 0; k < 2; k++) {
			struct span list = pack_attribute(e, lists[k]);
			while (list.ptr && list.len) {
				const char *bar = memchr(list.ptr, '|', list.len);
				size_t n = bar ? (size_t)(bar - list.ptr) : list.len;
				alias_add(a, f, span_of(list.ptr, n), e->key,
					  k ? pack_attribute(e, "role") : (struct span){0});
				list = bar ? span_of(bar + 1, list.len - n - 1)
					   : span_of(list.ptr + n, 0);
			}
		}
	}
}

static void alias_pack(struct attributor *a, struct folder *f, const struct pack *p)
{
	const struct span *codes;
	size_t count = p ? pack_languages(p, &codes) : 0;
	for (size_t i = 0; i < count; i++) {
		char code[64];
		if (codes[i].len >= sizeof code)
			continue;
		memcpy(code, codes[i].ptr, codes[i].len);
		code[codes[i].len] = 0;
		alias_section(a, f, pack_section(p, code, "aliases", "aliases"));
	}
}

void alias_open(struct attributor *a, const struct pack *packs)
{
	struct folder f = {0};
	alias_pack(a, &f,
		   a->options.names); /* the user's come first: the first of equal keys is taken */
	alias_pack(a, &f, packs);
	buffer_free(&f.line);
	tokens_free(&f.tokens);
	if (a->alias_count)
		qsort(a->aliases, a->alias_count, sizeof *a->aliases, alias_order);
	for (size_t i = 0; i < a->alias_count; i++)
		a->alias_filter[a->aliases[i].key % 256] |= UINT64_C(1)
							    << a->aliases[i].key / 256 % 64;
}

void alias_close(struct attributor *a)
{
	free(a->aliases);
}

static const struct alias *alias_find(const struct attributor *a, uint64_t key)
{
	size_t low = 0, high = a->alias_count;
	if (!(a->alias_filter[key % 256] >> key / 256 % 64 & 1))
		return NULL; /* most names */
	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (a->aliases[mid].key < key)
			low = mid + 1;
		else
			high = mid;
	}
	return low < a->alias_count && a->aliases[low].key == key ? &a->aliases[low] : NULL;
}

/* Whether the list of roles holds "first second", or the one of them that there is, in any letter case (ASCII: titles of the packs are). */
static bool pair_listed(struct span first, struct span second, struct span roles)
{
	struct buffer b = {0};
	struct tokens t = {0};
	buffer_add_span(&b, first);
	if (first.len && second.len)
		buffer_add_byte(&b, ' ');
	buffer_add_span(&b, second);
	bool found = false;
	while (roles.len && !found) {
		const char *bar = memchr(roles.ptr, '|', roles.len);
		size_t n = bar ? (size_t)(bar - roles.ptr) : roles.len;
		tokens_cut(&t, span_of(roles.ptr, n));
		found = n == b.len && memcmp(t.lower.data, b.data, n) == 0;
		roles = bar ? span_of(bar + 1, roles.len - n - 1) : span_of(roles.ptr + n, 0);
	}
	tokens_free(&t);
	buffer_free(&b);
	return found;
}

/* Presiden Ukraina; Ukrainian President */
static bool role_listed(const struct article *x, const struct entity *e, struct span roles)
{
	struct span role = spot_lower(x, e->role), org = spot_lower(x, e->org);
	return pair_listed(role, org, roles) || pair_listed(org, role, roles);
}

/* key: of the entity's name. Packs of several languages may hold it, each with the roles of its own. */
void alias_apply(struct article *x, struct entity *e, uint64_t key)
{
	const struct alias *a = alias_find(x->owner, key);
	if (!a)
		return;
	for (const struct alias *end = x->owner->aliases + x->owner->alias_count;
	     a < end && a->key == key; a++)
		if (!a->roles.ptr || (!spot_empty(e->role) && role_listed(x, e, a->roles))) {
			e->alias = a->name;
			return;
		}
}

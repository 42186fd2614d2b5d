#include "cmd/dedupe/normalise.h"

#include "common/utf8.h"

/* U+00C0 to U+017F: the base letter of each; '*' has two letters (below), '.' is no letter. */
static const char base_letters[] =
	"aaaaaa*ceeeeiiiidnooooo.ouuuuy**aaaaaa*ceeeeiiiidnooooo.ouuuuy*y"
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkkllllllllll"
	"nnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

struct pair {
	uint32_t cp;
	char letters[3];
};

static const struct pair pairs[] = {
	{0xC6, "ae"},  {0xDE, "th"},  {0xDF, "ss"},  {0xE6, "ae"},   {0xFE, "th"},   {0x132, "ij"},
	{0x133, "ij"}, {0x152, "oe"}, {0x153, "oe"}, {0xFB00, "ff"}, {0xFB01, "fi"}, {0xFB02, "fl"},
};

/* Latin Extended Additional holds, in runs, the letters that Vietnamese and transliterations use. */
static const struct {
	uint16_t last;
	char letter;
} additional[] = {
	{0x1E01, 'a'}, {0x1E07, 'b'}, {0x1E09, 'c'}, {0x1E13, 'd'}, {0x1E1D, 'e'}, {0x1E1F, 'f'},
	{0x1E21, 'g'}, {0x1E2B, 'h'}, {0x1E2F, 'i'}, {0x1E35, 'k'}, {0x1E3D, 'l'}, {0x1E43, 'm'},
	{0x1E4B, 'n'}, {0x1E53, 'o'}, {0x1E57, 'p'}, {0x1E5F, 'r'}, {0x1E69, 's'}, {0x1E71, 't'},
	{0x1E7B, 'u'}, {0x1E7F, 'v'}, {0x1E89, 'w'}, {0x1E8D, 'x'}, {0x1E8F, 'y'}, {0x1E95, 'z'},
	{0x1E9F, 0},   {0x1EB7, 'a'}, {0x1EC7, 'e'}, {0x1ECB, 'i'}, {0x1EE3, 'o'}, {0x1EF1, 'u'},
	{0x1EF9, 'y'},
};

static bool left_out(uint32_t cp)
{
	return (cp >= 0x300 && cp <= 0x36F) || (cp >= 0x200B && cp <= 0x200F) ||
	       (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x2064) ||
	       (cp >= 0x1AB0 && cp <= 0x1AFF) || (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0xAD ||
	       cp == 0xFEFF;
}

static char base_letter(uint32_t cp)
{
	if (cp >= 0xC0 && cp < 0xC0 + sizeof base_letters - 1)
		return base_letters[cp - 0xC0];
	for (size_t i = 0; cp >= 0x1E00 && i < sizeof additional / sizeof *additional; i++)
		if (cp <= additional[i].last)
			return additional[i].letter;
	return 0;
}

bool fold_letter(uint32_t cp, char out[4], unsigned *len)
{
	*len = 0;
	if (left_out(cp))
		return true;
	if (cp >= 0xFF10 && cp <= 0xFF5A) /* full-width forms, as typed on East Asian keyboards */
		cp -= 0xFEE0;
	if ((cp >= '0' && cp <= '9') || ((cp | 32) >= 'a' && (cp | 32) <= 'z' && cp < 128)) {
		out[0] = (char)(cp > '9' ? cp | 32 : cp);
		*len = 1;
		return true;
	}
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (pairs[i].cp == cp) {
			memcpy(out, pairs[i].letters, 2);
			*len = 2;
			return true;
		}
	char base = base_letter(cp);
	if (base && base != '.' && base != '*') {
		out[0] = base;
		*len = 1;
		return true;
	}
	if (cp < 0xC0 || base == '.' || !utf8_is_letter(cp))
		return false;
	*len = utf8_encode(utf8_lower(cp), out);
	return true;
}

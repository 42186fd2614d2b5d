#include "cmd/dedupe/spelling.h"
#include "tests/unit/unit.h"

static bool same(const char *a, const char *b)
{
	return spelling_equal(span_text(a), span_text(b)) &&
	       spelling_equal(span_text(b), span_text(a));
}

int main(void)
{
	UNIT_CHECK(same("soekarman", "sukarman") && same("tjokro", "cokro") &&
			   same("djojo", "yoyo"),
		   "the old Indonesian spellings are the new ones");
	UNIT_CHECK(same("orlenskiy", "orlensky") && same("orlenskyy", "orlenski"),
		   "the end of a Slavic name may be written in all ways");
	UNIT_CHECK(same("phaisal", "faisal") && same("tariq", "tarik") && same("khatib", "katib"),
		   "Arabic letters too");
	UNIT_CHECK(same("anneke", "aneke"), "a double letter is one");
	UNIT_CHECK(!same("hardono", "hardini") && !same("brunner", "brenner"),
		   "another vowel is another name");
	UNIT_CHECK(!same("budi", "budiman") && !same("budiman", "budi"),
		   "a longer name is another name");
	UNIT_CHECK(!same("joe", "ju") && !same("", "anna"), "a very short name has one spelling");
	UNIT_CHECK(spelling_other_name(span_text("clayton"), span_text("clapton"), false),
		   "one letter for another makes another name");
	UNIT_CHECK(!spelling_other_name(span_text("claytno"), span_text("clayton"), false),
		   "swapped letters do not");
	UNIT_CHECK(!spelling_other_name(span_text("clapton"), span_text("clayton"), true),
		   "in a garbled text a consonant may be wrong");
	UNIT_CHECK(spelling_other_name(span_text("brunner"), span_text("brenner"), true),
		   "but u is not taken for e");
	UNIT_CHECK(spelling_other_start(span_text("money"), span_text("honey")),
		   "another first letter makes another short word");
	UNIT_CHECK(spelling_misread(span_text("hernlock"), span_text("hemlock"), false) &&
			   spelling_misread(span_text("tbe"), span_text("the"), false) &&
			   spelling_misread(span_text("clayy"), span_text("day"), false),
		   "letters that look alike, and letters typed twice, are misread");
	UNIT_CHECK(!spelling_misread(span_text("hemlock"), span_text("hammock"), false),
		   "other letters are not");
	UNIT_CHECK(spelling_misread(span_text("marrlo"), span_text("marilo"), true) == false &&
			   spelling_misread(span_text("0rlenka"), span_text("orlenka"), true),
		   "a digit in a name is a letter");
	UNIT_CHECK(!spelling_misread(span_text("dayton"), span_text("clayton"), true) &&
			   !spelling_misread(span_text("tina"), span_text("fina"), true) &&
			   !spelling_misread(span_text("marla"), span_text("marlo"), true),
		   "the first letter and the vowels of a name tell who it is");
	return unit_done();
}

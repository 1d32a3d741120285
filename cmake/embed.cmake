# Writes OUTPUT: a C++ table of the files in LISTING (paths below ROOT), as raw string literals.
file(STRINGS ${LISTING} paths ENCODING UTF-8)
# The table must be sorted by bytes, as the program searches it.
list(SORT paths COMPARE STRING CASE SENSITIVE)
file(WRITE ${OUTPUT} "// Generated from resources/. Do not edit.\n#include \"support/resources.h\"\n\nnamespace nines {\n\nnamespace {\nconstexpr Resource kResources[] = {\n")
foreach(path IN LISTS paths)
  file(READ ${ROOT}/${path} text)
  file(APPEND ${OUTPUT} "    {\"${path}\", R\"nines~(")
  file(APPEND ${OUTPUT} "${text}")
  file(APPEND ${OUTPUT} ")nines~\"},\n")
endforeach()
file(APPEND ${OUTPUT} "};\n}  // namespace\n\nstd::span<const Resource> resources() { return kResources; }\n\n}  // namespace nines\n")

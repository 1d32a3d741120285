# Compiler options that every target of ours shares, and how a layer is declared.
add_library(nines_options INTERFACE)
target_compile_options(nines_options INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
# The sorting of libstdc++ 12 uses what it calls deprecated itself, and clang says so; g++ judges our own code.
target_compile_options(nines_options INTERFACE $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>)
# When it optimizes, g++ 12 takes moves of strings and variants that it has inlined for reads of memory that is not
# initialized, too long or gone (its bugs 105329, 105562 and others, mended in 13). The debug presets judge our code.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(nines_options INTERFACE
    $<$<CONFIG:Release>:-Wno-maybe-uninitialized;-Wno-stringop-overflow;-Wno-restrict;-Wno-array-bounds;-Wno-dangling-pointer>)
endif()
if(NINES_WERROR)
  target_compile_options(nines_options INTERFACE -Werror)
endif()
if(NINES_SANITIZE)
  add_compile_options(-fsanitize=${NINES_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${NINES_SANITIZE})
endif()
find_program(NINES_MOLD mold)
if(NINES_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
find_program(NINES_CCACHE ccache)
if(NINES_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${NINES_CCACHE})
endif()

# Precompiled standard and toolkit headers: they are most of what a file costs. Headers are checked without, and
# packaging/tidy lints without, so that includes are true.
option(NINES_PCH "Precompile common headers" ON)
function(nines_precompile target)
  if(NINES_PCH)
    target_precompile_headers(${target} PRIVATE ${ARGN})
  endif()
endfunction()

# Two hundred test programs that each hold the layers are thirty gigabytes to write; sharing them they are two. What people
# run is linked as a whole.
option(NINES_SHARED "Build the layers as shared libraries, for trees with tests" OFF)
if(NINES_SHARED)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  set(CMAKE_LINK_DEPENDS_NO_SHARED ON)  # a program is not linked anew for what it loads
endif()

# A layer: a library of all .cpp below its folder, with that folder as include root. Headers are in a file set, so that
# each is checked to compile alone (target all_verify_interface_header_sets).
function(nines_layer name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  if(NINES_SHARED)
    add_library(${name} SHARED ${sources})
  else()
    add_library(${name} STATIC ${sources})
  endif()
  target_sources(${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_CURRENT_SOURCE_DIR} FILES ${headers})
  set_target_properties(${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  target_link_libraries(${name} PRIVATE nines_options)
endfunction()

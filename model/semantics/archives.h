// Buckets whose objects have to be retrieved before they can be read.
#pragma once

#include <optional>
#include <string>

#include "semantics/design.h"

namespace nines {

// How the objects of a bucket in an archive class are retrieved.
struct ArchiveRetrieval {
  std::string speed;    // "bulk": what counts; "standard" where the class does not have what the bucket asks for
  std::string key;      // of the figure that says how long it takes: "s3.retrieval.glacier-flexible.bulk"
  bool offered = true;  // the class has what the bucket asks for
};

// Nothing for a bucket whose class is read at once.
std::optional<ArchiveRetrieval> archiveRetrieval(const Design& design, NodeIndex bucket);

// Whether AWS has this speed of retrieval for objects of the class, by the design's profile.
bool offersRetrieval(const Design& design, std::string_view storageClass, std::string_view speed);

}  // namespace nines

// What there is to say of a finding, as rich text: why it matters, limits, the other profile, sources, other names.
#pragma once

#include <QString>
#include <optional>

#include "rules/explanation.h"
#include "topology/edit.h"

namespace nines {

// What Fix would submit; nothing where the finding has no correction. `refusal`: why it would not; empty where it
// would.
struct ExplainedFix {
  std::optional<Edit> edit;
  QString refusal;
};

// `waiver`: why, by whom and until when it is accepted; empty where it is not. Addresses of sources are links.
QString explanationHtml(const Design& design, const Finding& finding, const Explanation& explanation,
                        const ExplainedFix& fix, const QString& waiver);

// The looks of its elements in the current theme, for the document's style sheet.
QString explanationStyle();

}  // namespace nines

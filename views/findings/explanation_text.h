// What there is to say of a finding, as rich text: why it matters, limits, the other profile, sources, other names.
#pragma once

#include <QString>
#include <optional>

#include "rules/explanation.h"
#include "topology/edit.h"

namespace nines {

// `fix`: what Fix would submit; nothing where the finding has no correction. `waiver`: why, by whom and until when it
// is accepted; empty where it is not. Addresses of sources are links.
QString explanationHtml(const Design& design, const Finding& finding, const Explanation& explanation,
                        const std::optional<Edit>& fix, const QString& waiver = {});

// The looks of its elements in the current theme, for the document's style sheet.
QString explanationStyle();

}  // namespace nines

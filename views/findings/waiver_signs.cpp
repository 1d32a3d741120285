#include "findings/waiver_signs.h"

#include "theme/themed_icon.h"

namespace nines {

QIcon endedIcon() { return themedIcon(QStringLiteral("ended"), Token::muted, {16, 16}); }

}  // namespace nines

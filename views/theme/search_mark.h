// The magnifying glass of fields in which people search.
#pragma once

class QLineEdit;

namespace nines {

// Puts it in front of the text, which begins right beside it.
void addSearchMark(QLineEdit& field);

}  // namespace nines

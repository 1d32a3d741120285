// Touches to the toolkit's dialogs.
#pragma once

#include <QString>

class QFileDialog;
class QMessageBox;

namespace nines {

// The smaller text below the first one. Names and files in either are no markup.
void setDetails(QMessageBox& box, const QString& text);

// The toolkit's own dialog cuts sizes and dates; the desktop's, where there is one, has no such view.
void showWholeColumns(QFileDialog& dialog);

}  // namespace nines

// Rich text as words of a dialog, not as a document in it.
#pragma once

#include <QString>
#include <QTextBrowser>

namespace nines {

class ExplanationView : public QTextBrowser {
 public:
  // `name`: for who cannot see it.
  ExplanationView(const QString& name, QWidget* parent);

  // Shows it in the current theme's looks (explanationStyle) and stays where it was scrolled to.
  void tell(const QString& html);
  // How high its words are when they have this width.
  int heightFor(int width) const;
};

}  // namespace nines

// A finding as a box: sign, rule, sentence, and what can be done about it.
#pragma once

#include <QFrame>

#include "document.h"

class QLabel;

namespace nines {

class FindingMessage final : public QFrame {
  Q_OBJECT

 public:
  FindingMessage(Document* document, const Finding& finding, QWidget* parent);

  const Finding& finding() const { return m_finding; }

 signals:
  void fixRequested(const nines::Finding& finding);
  void waiveRequested(const nines::Finding& finding);
  void explainRequested(const nines::Finding& finding);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void showActions();
  QString actions() const;

  Document* m_document;
  Finding m_finding;
  QLabel* m_links = nullptr;
};

}  // namespace nines

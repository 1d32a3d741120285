// Explains a finding: what it means, what it rests on, what Fix would do.
#pragma once

#include <QDialog>

#include "document.h"

class QLabel;
class QPushButton;

namespace nines {

class ExplanationView;

class ExplainDialog final : public QDialog {
  Q_OBJECT

 public:
  // The finding must be one of a rule of the rulebook.
  ExplainDialog(Document* document, Finding finding, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  QWidget* buildHeader();
  QWidget* buildButtons();
  void fill();
  void fitHeight();
  void fix(bool all);

  Document* m_document;
  Finding m_finding;
  QLabel* m_sign = nullptr;
  ExplanationView* m_text = nullptr;
  QLabel* m_refusal = nullptr;
};

// Opens it over the parent's window. False where the rulebook does not know the finding's rule.
bool explainFinding(Document& document, const Finding& finding, QWidget* parent);

}  // namespace nines

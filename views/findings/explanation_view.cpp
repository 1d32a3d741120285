#include "findings/explanation_view.h"

#include <QScrollBar>
#include <QTextDocument>
#include <QtMath>

#include "findings/explanation_text.h"
#include "theme/metrics.h"
#include "theme/theme_style.h"

namespace nines {

namespace {

constexpr int kListIndent = 14;

}  // namespace

ExplanationView::ExplanationView(const QString& name, QWidget* parent) : QTextBrowser(parent) {
  setFrameShape(QFrame::NoFrame);
  setOpenExternalLinks(true);
  viewport()->setAutoFillBackground(false);
  document()->setDocumentMargin(0);
  document()->setIndentWidth(kListIndent);
  setFont(uiFont(metrics::kText));
  setAccessibleName(name);
}

void ExplanationView::tell(const QString& html) {
  const int at = verticalScrollBar()->value();
  document()->setDefaultStyleSheet(explanationStyle());
  setHtml(html);
  verticalScrollBar()->setValue(at);
}

int ExplanationView::heightFor(int width) const {
  document()->setTextWidth(width);
  return qCeil(document()->size().height());
}

}  // namespace nines

#include "canvas/empty_state.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "painting/painter_backend.h"

namespace nines {

EmptyState::EmptyState(QWidget* parent) : QWidget(parent), m_text(new QLabel(this)) {
  QFont font = m_text->font();
  font.setPixelSize(13);
  m_text->setFont(font);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(8);
  const auto addButton = [&](const char* name, const QString& text, void (EmptyState::*requested)()) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(QString::fromLatin1(name));
    connect(button, &QPushButton::clicked, this, requested);
    buttons->addWidget(button);
  };
  addButton("openExample", tr("Open example"), &EmptyState::openExampleRequested);
  addButton("newFromTemplate", tr("New from template…"), &EmptyState::newFromTemplateRequested);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addWidget(m_text, 0, Qt::AlignHCenter);
  layout->addLayout(buttons);
}

void EmptyState::setTheme(const Theme& theme) {
  // In the text itself: a palette's colour is lost when the style sheet comes.
  m_text->setText(QStringLiteral("<span style=\"color:%1\">%2</span>")
                      .arg(toQColor(theme.colour(Token::muted)).name(),
                           tr("Drag a Region here, or start from an example").toHtmlEscaped()));
}

}  // namespace nines

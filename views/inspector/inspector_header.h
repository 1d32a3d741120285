// What is selected: icon, name, kind and place.
#pragma once

#include <QFontMetrics>
#include <QStringList>
#include <QWidget>

#include "drawing/theme.h"
#include "inspector/field_state.h"

namespace nines {

class InspectorHeader final : public QWidget {
  Q_OBJECT

 public:
  explicit InspectorHeader(QWidget* parent);

  void show(const Design& design, const InspectorTarget& target);
  const QString& title() const { return m_title; }
  const QString& subtitle() const { return m_subtitle; }
  // What of the subtitle is shown in a room of this width: the outermost places go first.
  QString subtitleFor(const QFontMetrics& metrics, int room) const;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void showNode(const Design& design, const std::string& id);
  void showLink(const Design& design, const std::string& id);
  void showMany(const Design& design, const InspectorTarget& target);

  QString m_title;
  QString m_subtitle;
  QStringList m_shorter;  // subtitles with ever fewer places
  QString m_icon;
  Token m_tone = Token::general;
};

}  // namespace nines

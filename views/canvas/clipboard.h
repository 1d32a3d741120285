// Resources on the clipboard: a design of its own for Nines, a picture for every other program.
#pragma once

#include <QMimeData>
#include <memory>
#include <optional>

#include "semantics/design.h"

namespace nines {

inline constexpr char kDesignMime[] = "application/x-nines+json";

// Written and painted when somebody asks for it: as the file's JSON (kDesignMime, text/plain), SVG or image, in light
// colours.
class DesignMimeData final : public QMimeData {
  Q_OBJECT

 public:
  explicit DesignMimeData(std::shared_ptr<const Design> excerpt) : m_excerpt(std::move(excerpt)) {}

  QStringList formats() const override;

 protected:
  QVariant retrieveData(const QString& format, QMetaType type) const override;

 private:
  std::shared_ptr<const Design> m_excerpt;
};

// The design that the data holds, in either form of text; nothing where it is none.
std::optional<Topology> designIn(const QMimeData& data, const Catalogue& catalogue);

}  // namespace nines

// Resources on the clipboard: a design of its own for Nines, a picture for every other program.
#pragma once

#include <QMimeData>
#include <memory>
#include <optional>
#include <vector>

#include "drawing/display_list.h"
#include "drawing/theme.h"
#include "semantics/design.h"

namespace nines {

struct DrillPicture;  // drawing/drill_picture.h

inline constexpr char kDesignMime[] = "application/x-nines+json";
inline constexpr char kSvgMime[] = "image/svg+xml";
inline constexpr char kPngMime[] = "image/png";

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

// A picture of a part of a design, and nothing but a picture, so that other programs have no text to prefer: SVG, PNG
// and the toolkit's image, drawn as in the whole design. SVG and PNG carry that part as a design, which can be pasted.
class PictureMimeData final : public QMimeData {
  Q_OBJECT

 public:
  // No nodes: the whole design. `carried` is the design inside. `drill`: the moment that is shown; null: ordinary days.
  PictureMimeData(std::shared_ptr<const Design> design, std::vector<NodeIndex> only, const Topology& carried,
                  const Theme& theme, std::shared_ptr<const DrillPicture> drill = nullptr);

  QStringList formats() const override;

 protected:
  QVariant retrieveData(const QString& format, QMetaType type) const override;

 private:
  const DisplayList& list() const;

  std::shared_ptr<const Design> m_design;
  std::vector<NodeIndex> m_only;
  mutable std::optional<DisplayList> m_list;
  std::string m_carried;
  std::shared_ptr<const DrillPicture> m_drill;
  const Theme* m_theme;
};

// The design that the data holds: as text, inside a picture that Nines made, or in such a file. Nothing where it is
// none.
std::optional<Topology> designIn(const QMimeData& data, const Catalogue& catalogue);
// Whether it is worth looking.
bool mayHoldDesign(const QMimeData& data);

}  // namespace nines

#include "recent_files.h"

#include <QFileInfo>
#include <QSettings>

namespace nines {

namespace {
constexpr auto kKey = "recentFiles";
}

QStringList RecentFiles::list() {
  QStringList out;
  const QStringList stored = QSettings().value(QLatin1String(kKey)).toStringList();
  for (const QString& path : stored) {
    if (QFileInfo::exists(path)) out.append(path);
  }
  return out;
}

void RecentFiles::add(const QString& path) {
  const QString absolute = QFileInfo(path).absoluteFilePath();
  QStringList paths = list();
  paths.removeAll(absolute);
  paths.prepend(absolute);
  while (paths.size() > kMost) paths.removeLast();
  QSettings().setValue(QLatin1String(kKey), paths);
}

void RecentFiles::clear() { QSettings().remove(QLatin1String(kKey)); }

}  // namespace nines

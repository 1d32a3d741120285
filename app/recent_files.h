// Files opened or saved lately, newest first, shared by all windows through the settings.
#pragma once

#include <QStringList>

namespace nines {

class RecentFiles {
 public:
  static constexpr int kMost = 10;

  // Those that still exist.
  static QStringList list();
  static void add(const QString& path);
  static void clear();
};

}  // namespace nines

// Window metrics and type sizes of the visual specification, in logical pixels.
#pragma once

namespace nines::metrics {

// Bars and docks.
inline constexpr int kMenuBar = 28;
inline constexpr int kToolBar = 40;
inline constexpr int kToolButton = 28;
inline constexpr int kToolIcon = 18;
inline constexpr int kSearchWidth = 286;
inline constexpr int kSearchHeight = 26;
inline constexpr int kStatusBar = 26;
inline constexpr int kLeftDock = 216;  // 208 and the scroll bar
inline constexpr int kRightDock = 296;
inline constexpr int kBottomDock = 230;
inline constexpr int kDrillDock = 284;
inline constexpr int kFindingsWidth = 690;
inline constexpr int kAvailabilityWidth = 694;
inline constexpr int kDockTitle = 28;
inline constexpr int kTabStrip = 28;

// Inside the docks.
inline constexpr int kFilterRow = 34;
inline constexpr int kTableRow = 23;
inline constexpr int kInspectorRow = 30;
inline constexpr int kInspectorLabel = 88;
inline constexpr int kField = 26;
inline constexpr int kSectionHeader = 30;
inline constexpr int kTile = 27;
inline constexpr int kTileIcon = 17;
inline constexpr int kTileGap = 6;
inline constexpr int kCategoryHeader = 25;
inline constexpr int kCategorySquare = 8;
inline constexpr int kSmallButton = 20;
inline constexpr int kChip = 22;

// Radii.
inline constexpr double kFieldRadius = 5;
inline constexpr double kTileRadius = 5;
inline constexpr double kSmallButtonRadius = 4;
inline constexpr double kIconTileRadius = 6;

// Type.
inline constexpr double kText = 12;         // menus, fields, tables; titles with semibold weight
inline constexpr double kSmallText = 11.5;  // palette tile, message, chip, status bar
inline constexpr double kHeaderText = 11;   // category and table headers, second lines
inline constexpr double kAxisText = 10.5;
inline constexpr double kNameText = 14;   // the inspector's name
inline constexpr double kEmptyText = 13;  // sentences of empty states

}  // namespace nines::metrics

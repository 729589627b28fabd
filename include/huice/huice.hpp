// Everything: load packs, describe an applicant, decide, explain.
#pragma once

#include "huice/arrow.hpp"
#include "huice/batch.hpp"
#include "huice/calendar.hpp"
#include "huice/case.hpp"
#include "huice/decimal.hpp"
#include "huice/decision.hpp"
#include "huice/diagnostic.hpp"
#include "huice/dmn.hpp"
#include "huice/render.hpp"
#include "huice/result.hpp"
#include "huice/rulebook.hpp"
#include "huice/version.hpp"

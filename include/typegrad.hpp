// Typegrad: differentiates whole programs at compile time. The layers in the order in which a program flows through them.
#pragma once

#include <typegrad/op/operation.hpp>
#include <typegrad/op/kernel.hpp>

#include <typegrad/graph/graph.hpp>
#include <typegrad/graph/builder.hpp>
#include <typegrad/graph/functions.hpp>
#include <typegrad/graph/compositions.hpp>

#include <typegrad/parse/formula_text.hpp>
#include <typegrad/parse/model_text.hpp>

#include <typegrad/trace/structure.hpp>
#include <typegrad/trace/composite.hpp>
#include <typegrad/trace/record.hpp>

#include <typegrad/pass/tangent.hpp>
#include <typegrad/pass/adjoint.hpp>
#include <typegrad/pass/linearize.hpp>
#include <typegrad/pass/path_sum.hpp>
#include <typegrad/pass/compact.hpp>
#include <typegrad/pass/cost.hpp>

#include <typegrad/print/to_string.hpp>
#include <typegrad/print/to_dot.hpp>
#include <typegrad/print/to_latex.hpp>
#include <typegrad/print/to_c.hpp>

#include <typegrad/eval/evaluate.hpp>
#include <typegrad/eval/interpret.hpp>

#include <typegrad/program/value.hpp>
#include <typegrad/program/gradient.hpp>
#include <typegrad/program/directional.hpp>
#include <typegrad/program/second_order.hpp>
#include <typegrad/program/iterate.hpp>
#include <typegrad/program/printed.hpp>
#include <typegrad/program/named.hpp>
#include <typegrad/program/written_formula.hpp>
#include <typegrad/program/diff.hpp>
#include <typegrad/program/path_sum.hpp>
#include <typegrad/program/formula_to_string.hpp>

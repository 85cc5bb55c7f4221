// The reprojection residual of bundle adjustment (Šrajer, Kukelova, Fitzgibbon: ADBench,
// Optimization Methods and Software 33, 2018) and its Jacobian: as a program, and as people write
// it by hand.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <tuple>

#include <typegrad.hpp>

namespace benchmark {

/// Rotation vector (3), centre (3), focal length, principal point (2), radial distortion (2).
template <class T>
using camera = std::array<T, 11>;
template <class T>
using vector3 = std::array<T, 3>;
template <class T>
using vector2 = std::array<T, 2>;

/// ∂residual/∂(camera, point, weight) row by row, then the derivative of 1 - weight².
using jacobian_numbers = std::array<double, 31>;

template <class T>
constexpr T dot(const vector3<T>& a, const vector3<T>& b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
template <class T>
constexpr vector3<T> cross(const vector3<T>& a, const vector3<T>& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

/// weight · (projection of the point - feature), for a rotation that is not zero.
struct reprojection {
  template <class T>
  constexpr vector2<T> operator()(const camera<T>& cam, const vector3<T>& point, const T& weight,
                                  const vector2<T>& feature) const {
    using std::cos, std::sin, std::sqrt;
    const vector3<T> rotation = {cam[0], cam[1], cam[2]};
    const vector3<T> v = {point[0] - cam[3], point[1] - cam[4], point[2] - cam[5]};
    const T angle = sqrt(dot(rotation, rotation));
    const T c = cos(angle), s = sin(angle);
    const vector3<T> axis = {rotation[0] / angle, rotation[1] / angle, rotation[2] / angle};
    const vector3<T> turned = cross(axis, v);
    const T along = dot(axis, v) * (1 - c);
    vector3<T> y;
    for (std::size_t i = 0; i < 3; ++i) y[i] = v[i] * c + turned[i] * s + axis[i] * along;
    const vector2<T> p = {y[0] / y[2], y[1] / y[2]};
    const T r2 = p[0] * p[0] + p[1] * p[1];
    const T scale = cam[6] * (1 + cam[9] * r2 + cam[10] * (r2 * r2));
    return {weight * (p[0] * scale + cam[7] - feature[0]),
            weight * (p[1] * scale + cam[8] - feature[1])};
  }
};

/// The derivative program: the 2 × 15 Jacobian of the residual, and the weight's term.
struct reprojection_jacobian {
  template <class T>
  constexpr auto operator()(const camera<T>& cam, const vector3<T>& point, const T& weight,
                            const vector2<T>& feature) const {
    constexpr auto weight_error = [](auto w) { return 1 - w * w; };
    return std::tuple(
        typegrad::jacobian<typegrad::wrt<0, 1, 2>>(reprojection{})(cam, point, weight, feature),
        typegrad::grad<typegrad::wrt<0>>(weight_error)(weight));
  }
};

/// What both hand-written derivatives share: the camera's intrinsic part and the 2 × 3 derivative
/// of the projection with respect to the turned point y, weight included.
struct projection {
  double rows[2][3];

  projection(const double* cam, const double* y, double weight, const double* feature,
             double* out) {
    const double z = 1 / y[2];
    const double p0 = y[0] * z, p1 = y[1] * z;
    const double r2 = p0 * p0 + p1 * p1;
    const double distortion = 1 + r2 * (cam[9] + cam[10] * r2);
    const double f = weight * cam[6];
    const double slope = 2 * f * (cam[9] + 2 * cam[10] * r2);
    const double fz = f * distortion * z;
    const double m0 = slope * p0, m1 = slope * p1;
    const double across = m0 * p1 * z;
    rows[0][0] = fz + m0 * p0 * z;
    rows[0][1] = rows[1][0] = across;
    rows[1][1] = fz + m1 * p1 * z;
    rows[0][2] = -(rows[0][0] * p0 + across * p1);
    rows[1][2] = -(across * p0 + rows[1][1] * p1);
    const double q0 = distortion * p0, q1 = distortion * p1;
    const double radial = f * r2;
    const double w0 = radial * p0, w1 = radial * p1;
    out[6] = weight * q0, out[21] = weight * q1;
    out[7] = weight, out[22] = 0;
    out[8] = 0, out[23] = weight;
    out[9] = w0, out[24] = w1;
    out[10] = w0 * r2, out[25] = w1 * r2;
    out[14] = cam[6] * q0 + cam[7] - feature[0];
    out[29] = cam[6] * q1 + cam[8] - feature[1];
    out[30] = -2 * weight;
  }
};

/// Each step's adjoint, for the two rows, with all common factors shared.
inline void step_by_step(const double* cam, const double* point, double weight,
                         const double* feature, double* out) {
  const double v[3] = {point[0] - cam[3], point[1] - cam[4], point[2] - cam[5]};
  const double angle = std::sqrt(cam[0] * cam[0] + cam[1] * cam[1] + cam[2] * cam[2]);
  const double c = std::cos(angle), s = std::sin(angle), reciprocal = 1 / angle;
  const double a[3] = {cam[0] * reciprocal, cam[1] * reciprocal, cam[2] * reciprocal};
  const double turned[3] = {a[1] * v[2] - a[2] * v[1], a[2] * v[0] - a[0] * v[2],
                            a[0] * v[1] - a[1] * v[0]};
  const double d = a[0] * v[0] + a[1] * v[1] + a[2] * v[2];
  const double rest = 1 - c, along = d * rest;
  const double y[3] = {v[0] * c + turned[0] * s + a[0] * along,
                       v[1] * c + turned[1] * s + a[1] * along,
                       v[2] * c + turned[2] * s + a[2] * along};
  const projection g(cam, y, weight, feature, out);
  for (int row = 0; row < 2; ++row) {
    const double* const h = g.rows[row];
    double* const j = out + 15 * row;
    const double ah = a[0] * h[0] + a[1] * h[1] + a[2] * h[2];
    const double vh = v[0] * h[0] + v[1] * h[1] + v[2] * h[2];
    const double th = turned[0] * h[0] + turned[1] * h[1] + turned[2] * h[2];
    const double ah_rest = ah * rest;
    const double sh[3] = {s * h[0], s * h[1], s * h[2]};
    const double a_bar[3] = {v[1] * sh[2] - v[2] * sh[1] + along * h[0] + ah_rest * v[0],
                             v[2] * sh[0] - v[0] * sh[2] + along * h[1] + ah_rest * v[1],
                             v[0] * sh[1] - v[1] * sh[0] + along * h[2] + ah_rest * v[2]};
    const double angle_bar = c * th - s * (vh - d * ah) -
                             (a_bar[0] * a[0] + a_bar[1] * a[1] + a_bar[2] * a[2]) * reciprocal;
    for (int i = 0; i < 3; ++i) j[i] = a_bar[i] * reciprocal + angle_bar * a[i];
    j[11] = c * h[0] + (sh[1] * a[2] - sh[2] * a[1]) + ah_rest * a[0];
    j[12] = c * h[1] + (sh[2] * a[0] - sh[0] * a[2]) + ah_rest * a[1];
    j[13] = c * h[2] + (sh[0] * a[1] - sh[1] * a[0]) + ah_rest * a[2];
    for (int i = 0; i < 3; ++i) j[3 + i] = -j[11 + i];
  }
}

/// With the closed form of the derivative of a rotation in its vector (Gallego and Yezzi, Journal
/// of Mathematical Imaging and Vision 51, 2015): for a row h of the projection, u = v × Rᵀh and
/// unit axis a,
///
///     hᵀ ∂(R v)/∂r = (1 - s/θ)(u·a) a + s/θ u - (1-c)/θ u × a.
inline void closed_form(const double* cam, const double* point, double weight,
                        const double* feature, double* out) {
  const double v[3] = {point[0] - cam[3], point[1] - cam[4], point[2] - cam[5]};
  const double angle = std::sqrt(cam[0] * cam[0] + cam[1] * cam[1] + cam[2] * cam[2]);
  const double c = std::cos(angle), s = std::sin(angle), reciprocal = 1 / angle;
  const double a[3] = {cam[0] * reciprocal, cam[1] * reciprocal, cam[2] * reciprocal};
  const double rest = 1 - c;
  const double b[3] = {rest * a[0], rest * a[1], rest * a[2]};
  const double sa[3] = {s * a[0], s * a[1], s * a[2]};
  const double b01 = b[0] * a[1], b02 = b[0] * a[2], b12 = b[1] * a[2];
  const double r[3][3] = {{c + b[0] * a[0], b01 - sa[2], b02 + sa[1]},
                          {b01 + sa[2], c + b[1] * a[1], b12 - sa[0]},
                          {b02 - sa[1], b12 + sa[0], c + b[2] * a[2]}};
  const double y[3] = {r[0][0] * v[0] + r[0][1] * v[1] + r[0][2] * v[2],
                       r[1][0] * v[0] + r[1][1] * v[1] + r[1][2] * v[2],
                       r[2][0] * v[0] + r[2][1] * v[1] + r[2][2] * v[2]};
  const projection g(cam, y, weight, feature, out);
  const double s_angle = s * reciprocal, rest_angle = rest * reciprocal, parallel = 1 - s_angle;
  for (int row = 0; row < 2; ++row) {
    const double* const h = g.rows[row];
    double* const j = out + 15 * row;
    double t[3];
    for (int i = 0; i < 3; ++i) {
      t[i] = r[0][i] * h[0] + r[1][i] * h[1] + r[2][i] * h[2];
      j[11 + i] = t[i];
      j[3 + i] = -t[i];
    }
    const double u[3] = {v[1] * t[2] - v[2] * t[1], v[2] * t[0] - v[0] * t[2],
                         v[0] * t[1] - v[1] * t[0]};
    const double ua = parallel * (u[0] * a[0] + u[1] * a[1] + u[2] * a[2]);
    j[0] = ua * a[0] + s_angle * u[0] - rest_angle * (u[1] * a[2] - u[2] * a[1]);
    j[1] = ua * a[1] + s_angle * u[1] - rest_angle * (u[2] * a[0] - u[0] * a[2]);
    j[2] = ua * a[2] + s_angle * u[2] - rest_angle * (u[0] * a[1] - u[1] * a[0]);
  }
}

}  // namespace benchmark

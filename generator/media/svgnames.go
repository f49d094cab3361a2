package media

import "strings"

// svgElements are the elements that draw, or that drawing ones refer to (SVG 2 and
// Filter Effects 1). Descriptions and titles are not among them: in a page the
// alternative text speaks for the picture.
var svgElements = setOf(`
svg g defs symbol use switch a image style
path rect circle ellipse line polyline polygon text tspan textPath
linearGradient radialGradient stop pattern clipPath mask marker
animate animateMotion animateTransform set mpath
filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
feSpecularLighting feSpotLight feTile feTurbulence`)

// svgAttributes are their attributes, but for references, which are looked at one
// by one.
var svgAttributes = setOf(`
id class style viewBox width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points dx dy rotate
version preserveAspectRatio transform transform-origin pathLength textLength lengthAdjust startOffset
method spacing side offset spreadMethod gradientUnits gradientTransform
patternUnits patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits mask-type
markerUnits markerWidth markerHeight refX refY orient filterUnits primitiveUnits
alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
color-interpolation-filters direction display dominant-baseline fill fill-opacity fill-rule filter
flood-color flood-opacity font font-family font-size font-size-adjust font-stretch font-style
font-variant font-weight image-rendering isolation letter-spacing lighting-color marker marker-end
marker-mid marker-start mask mix-blend-mode opacity overflow paint-order shape-rendering stop-color
stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering
unicode-bidi vector-effect visibility word-spacing writing-mode
in in2 result type values tableValues slope intercept amplitude exponent mode operator k1 k2 k3 k4
order kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength preserveAlpha
surfaceScale diffuseConstant specularConstant specularExponent limitingConeAngle pointsAtX
pointsAtY pointsAtZ azimuth elevation z scale xChannelSelector yChannelSelector stdDeviation radius
baseFrequency numOctaves seed stitchTiles
attributeName attributeType begin dur end min max restart repeatCount repeatDur calcMode keyTimes
keySplines keyPoints from to by additive accumulate path origin systemLanguage requiredExtensions`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

package gobs

// A kind says how the values of a type are written.
type kind int

const (
	structure kind = iota
	array
	slice
	mapping
	opaque // by itself
)

// A definition is a type that the stream has defined.
type definition struct {
	kind      kind
	name      string
	key, elem int // types
	length    int // of an array
	fields    []field
}

type field struct {
	name string
	kind int // its type
}

// The types that need no definition.
const (
	boolType = 1 + iota
	intType
	uintType
	floatType
	bytesType
	stringType
	complexType
	interfaceType

	firstDefined = 16
)

// The types that definitions are written in have no numbers in a stream: these are
// ours.
const (
	wireType = -1 - iota
	arrayType
	sliceType
	structType
	mapType
	opaqueType
	commonType
	fieldsType
	fieldType
)

var definitions = map[int]*definition{
	wireType: {name: "wireType", fields: []field{
		{"ArrayT", arrayType}, {"SliceT", sliceType}, {"StructT", structType}, {"MapT", mapType},
		{"GobEncoderT", opaqueType}, {"BinaryMarshalerT", opaqueType}, {"TextMarshalerT", opaqueType}}},
	arrayType:  {name: "arrayType", fields: []field{{"CommonType", commonType}, {"Elem", intType}, {"Len", intType}}},
	sliceType:  {name: "sliceType", fields: []field{{"CommonType", commonType}, {"Elem", intType}}},
	structType: {name: "structType", fields: []field{{"CommonType", commonType}, {"Field", fieldsType}}},
	mapType:    {name: "mapType", fields: []field{{"CommonType", commonType}, {"Key", intType}, {"Elem", intType}}},
	opaqueType: {name: "gobEncoderType", fields: []field{{"CommonType", commonType}}},
	commonType: {name: "CommonType", fields: []field{{"Name", stringType}, {"Id", intType}}},
	fieldsType: {kind: slice, elem: fieldType},
	fieldType:  {name: "fieldType", fields: []field{{"Name", stringType}, {"Id", intType}}},
}

// define makes a definition of what was written in these types.
func define(written Struct) (*definition, error) {
	for i, kind := range []kind{array, slice, structure, mapping, opaque, opaque, opaque} { // as in wireType
		body, ok := written.Fields[definitions[wireType].fields[i].name].(Struct)
		if !ok {
			continue
		}
		d := &definition{kind: kind}
		if common, ok := body.Fields["CommonType"].(Struct); ok {
			d.name, _ = common.Fields["Name"].(string)
		}
		d.key, _ = body.Fields["Key"].(int)
		d.elem, _ = body.Fields["Elem"].(int)
		d.length, _ = body.Fields["Len"].(int)
		list, _ := body.Fields["Field"].([]any)
		for _, f := range list {
			parts := f.(Struct).Fields
			name, _ := parts["Name"].(string)
			kind, _ := parts["Id"].(int)
			d.fields = append(d.fields, field{name, kind})
		}
		return d, nil
	}
	return nil, failure("a definition without a type")
}

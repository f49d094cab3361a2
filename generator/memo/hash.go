package memo

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"math"
	"reflect"
)

// KeyOfValue hashes plain data: what it is made of, not where it lies. Its kind is
// numbers, texts, booleans, lists, structs, and pointers to and interfaces of such;
// for anything else, which is a mistake in the program, it panics. Unexported
// fields count as well; a list without elements is like none.
func KeyOfValue(stage string, v any) Key {
	h := hasher{Hash: sha256.New()}
	h.text(stage)
	h.value(reflect.ValueOf(&v).Elem())
	h.flush()
	return Key(h.Sum(nil))
}

type hasher struct {
	hash.Hash
	buffer []byte
}

func (h *hasher) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		h.text(v.String())
	case reflect.Bool:
		h.bool(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		h.number(uint64(v.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		h.number(v.Uint())
	case reflect.Float32, reflect.Float64:
		h.number(math.Float64bits(v.Float()))
	case reflect.Slice, reflect.Array:
		h.number(uint64(v.Len()))
		for i := range v.Len() {
			h.value(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			h.value(v.Field(i))
		}
	case reflect.Pointer:
		h.bool(!v.IsNil())
		if !v.IsNil() {
			h.value(v.Elem())
		}
	case reflect.Interface:
		if v.IsNil() {
			h.text("")
			return
		}
		h.text(v.Elem().Type().String())
		h.value(v.Elem())
	default:
		panic(fmt.Sprintf("memo: %s is not plain data", v.Type()))
	}
}

func (h *hasher) text(s string) {
	h.number(uint64(len(s)))
	if len(s) > cap(h.buffer)-len(h.buffer) {
		h.flush()
	}
	h.buffer = append(h.buffer, s...)
}

func (h *hasher) number(n uint64) { h.buffer = binary.AppendUvarint(h.buffer, n) }

func (h *hasher) bool(b bool) {
	if b {
		h.number(1)
	} else {
		h.number(0)
	}
}

// flush hashes what has gathered; a write for each number would cost more than
// hashing it.
func (h *hasher) flush() {
	h.Write(h.buffer)
	h.buffer = h.buffer[:0]
}

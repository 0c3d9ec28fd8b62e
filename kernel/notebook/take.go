package notebook

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// takeText removes a text, which may be stored as a list of lines, from o. One
// that is not there is empty.
func takeText(o Object, key string) (string, error) {
	v := o[key]
	delete(o, key)
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case []any:
		if text, ok := joinLines(v); ok {
			return text, nil
		}
	}
	return "", fmt.Errorf("%s is no text", key)
}

// takeObject removes an object from o. One that is not there is empty.
func takeObject(o Object, key string) (Object, error) {
	v := o[key]
	delete(o, key)
	if v == nil {
		return Object{}, nil
	}
	if object, ok := v.(Object); ok {
		return object, nil
	}
	return nil, fmt.Errorf("%s is no object", key)
}

// takeObjects removes a list of objects from o.
func takeObjects(o Object, key string) ([]Object, error) {
	list, ok := o[key].([]any)
	if v, given := o[key]; given && v != nil && !ok {
		return nil, fmt.Errorf("%s is no list", key)
	}
	delete(o, key)
	objects := make([]Object, len(list))
	for i, v := range list {
		if objects[i], ok = v.(Object); !ok {
			return nil, fmt.Errorf("number %d of %s is no object", i+1, key)
		}
	}
	return objects, nil
}

// takeCount removes a number that counts something from o. null is 0.
func takeCount(o Object, key string) (int, error) {
	v := o[key]
	delete(o, key)
	if v == nil {
		return 0, nil
	}
	if number, ok := v.(json.Number); ok {
		if n, err := strconv.Atoi(number.String()); err == nil && n >= 0 {
			return n, nil
		}
	}
	return 0, fmt.Errorf("%s is %v, which counts nothing", key, v)
}

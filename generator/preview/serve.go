package preview

import (
	"context"
	"net"
	"net/http"
	"time"
)

const (
	headerTimeout = 5 * time.Second
	idleTimeout   = time.Minute
	mostHeader    = 32 << 10        // bytes
	parting       = 3 * time.Second // for answers under way when the server stops
)

// Serve answers on the listeners until ctx ends, then ends the streams, lets
// answers under way finish, and cuts off what is still there three seconds later.
// It returns nil after an orderly end.
func (s *Server) Serve(ctx context.Context, listeners ...net.Listener) error {
	h := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    mostHeader,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		// Otherwise "OPTIONS *" would be answered without our headers.
		DisableGeneralOptionsHandler: true,
	}
	guardConns(h)
	defer h.Close()
	ended := make(chan error, len(listeners))
	for _, l := range listeners {
		go func() { ended <- h.Serve(guardedListener{l}) }()
	}
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), parting)
	defer cancel()
	if err := h.Shutdown(last); err != nil && last.Err() == nil {
		return err
	}
	return nil
}

"""A municipality among others: those most like it, its neighbours, a group of one's own, its rank. No Streamlit."""
